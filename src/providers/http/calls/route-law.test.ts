import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CallLog, openCallLog } from '../../shared/calls/call-log.test-support.ts';
import { documentsOf, learn, routesOf } from '../catalogue/index.ts';
import { http } from '../provider.ts';

const segment = fc.constantFrom(
  'orders',
  'items',
  '{id}',
  '{name}.csv',
  'x-{id}',
  '17',
  '{rest+}',
  'ümlaut',
  'a(b',
  'a.b',
);
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
const asked = fc
  .array(
    fc.constantFrom('orders', 'items', '17', '18.csv', 'x-4', 'ümlaut', 'a(b', 'a.b', 'acb', 'v1', '%20'),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => `/${parts.join('/')}`);

let log: CallLog | undefined;
beforeAll(async () => {
  const paths = Object.fromEntries(
    fc
      .sample(path, { seed: 7, numRuns: 120 })
      .map((each) => [each, { get: { security: [{ o: ['s'] }] }, put: {} }]),
  );
  const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'Law' }, servers: [{ url: '/v1' }], paths });
  learn(documentsOf([{ path: 'law.json', text }], 0), new Map());
  log = await openCallLog(http);
});
afterAll(() => log?.close());

it('finds in the engine the operation that a lookup finds, for any request', async () => {
  const requests = fc.sample(
    fc.tuple(fc.constantFrom('GET', 'PUT', 'HEAD', 'POST'), fc.constantFrom('', '/v1'), asked),
    {
      seed: 8,
      numRuns: 600,
    },
  );
  const lines = requests.map(([method, base, rest], index) =>
    JSON.stringify({
      time: 1772439330,
      request_id: `r-${String(index).padStart(4, '0')}`,
      method,
      uri: `${base}${rest}`,
      status: 200,
      key_id: 'k',
    }),
  );
  const [reading] = (await log?.read([{ content: lines.join('\n') }])) ?? [];
  const found = reading?.rows.map(({ operation, source }) =>
    source === 'unmatched' ? undefined : operation,
  );
  const wanted = requests.map(([method, base, rest]) => routesOf(`${method} ${base}${rest}`)[0]?.name);
  expect(found).toEqual(wanted);
  expect(new Set(wanted).size).toBeGreaterThan(10);
});
