import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CallLog, openCallLog } from '../../shared/calls/call-log.test-support.ts';
import { http } from '../provider.ts';
import { learnSampleApi } from '../sample-api.test-support.ts';

learnSampleApi();

const lines = Array.from({ length: 2000 }, (_, index) => {
  const second = String(index % 60).padStart(2, '0');
  return `203.0.113.7 - shop [02/Mar/2026:08:15:${second} +0000] "GET /v1/orders/${index} HTTP/1.1" 200 ${index * 7919} "-" "sdk/${index * 104_729}"`;
});
const packed = gzipSync(lines.join('\n'));

let log: CallLog | undefined;
beforeAll(async () => {
  log = await openCallLog(http);
});
afterAll(() => log?.close());

it('reads all whole lines of a text log that was cut off, and names the damage', async () => {
  const [whole, cut] =
    (await log?.read([{ content: packed }, { content: packed.subarray(0, packed.length - 4000) }])) ?? [];
  expect(whole?.rows).toHaveLength(lines.length);
  const calls = cut?.rows.filter(({ disposition }) => disposition === 'call').length ?? 0;
  expect(calls).toBeGreaterThan(lines.length / 2);
  expect(calls).toBeLessThan(lines.length);
  expect(cut?.pieces.join()).toMatch(/cut off|broken/);
});

it('reads JSON lines among lines of text', async () => {
  const json = JSON.stringify({
    time: 1772439330,
    request_id: 'j-1',
    method: 'GET',
    uri: '/v1/orders',
    status: 200,
    key_id: 'k',
  });
  const [reading] = (await log?.read([{ content: [lines[0], json, lines[1]].join('\n') }])) ?? [];
  expect(reading?.rows.map(({ disposition, token_id }) => [disposition, token_id]).sort()).toEqual([
    ['call', 'k'],
    ['call', 'shop'],
    ['call', 'shop'],
  ]);
});
