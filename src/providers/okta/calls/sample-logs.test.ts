import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../../package-root.ts';
import { type CallLog, openCallLog } from '../../shared/calls/call-log.test-support.ts';
import { okta } from '../provider.ts';

const folder = join(packageRoot(), '../shared/samples/okta');
const patienceMs = 240_000;

describe.skipIf(!existsSync(folder))('events that others recorded', () => {
  let log: CallLog;
  beforeAll(async () => {
    log = await openCallLog(okta);
  }, patienceMs);
  afterAll(() => log?.close());

  it(
    'are calls, every one, as Okta wrote them and as others wrapped them; events normalised by others are foreign',
    async () => {
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(json|ndjson|raw|ocsf)$/.test(name))
        .sort();
      const files = names.map((name) => ({ content: readFileSync(join(folder, name)), path: name }));
      const readings = await log.read(files);
      for (const [index, { as, rows, pieces }] of readings.entries()) {
        const isNormalised = names[index]?.endsWith('.ocsf');
        expect(as === 'foreign', names[index]).toBe(isNormalised);
        expect(pieces).toEqual([]);
        for (const row of rows) expect(row).toMatchObject({ disposition: 'call', reason: '' });
      }
      const rows = readings.flatMap((reading) => reading.rows);
      expect(rows).toHaveLength(30);
      expect(rows.filter(({ basis }) => basis === 'unknown').map(({ operation }) => operation)).toEqual([
        'system.api_token.create',
      ]);
    },
    patienceMs,
  );
});
