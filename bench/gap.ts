import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fleetGap } from '../src/analysis/gap.ts';
import { logSpan } from '../src/analysis/log-span.ts';
import { showToken } from '../src/services/show-token.ts';
import { openStore } from '../src/store/open-store.ts';
import { machine } from './support/machine.ts';

/* Granted minus used over a large fleet, and one token's page. The fleet is made inside the engine from numbers. */
const { values } = parseArgs({
  options: {
    tokens: { type: 'string', default: '100000' },
    rows: { type: 'string', default: '10000000' },
    permissions: { type: 'string', default: '18000' },
    json: { type: 'boolean', default: false },
  },
});
const tokens = Number(values.tokens);
const rows = Number(values.rows);
const permissions = Number(values.permissions);
const rowsPerStep = 10_000_000;

const folder = mkdtempSync(join(tmpdir(), 'scopelight-bench-'));
const store = await openStore(folder);
const figures: Record<string, number> = { tokens, rows, permissions };
try {
  for (let from = 0; from < rows; from += rowsPerStep)
    await addUsage(from, Math.min(rowsPerStep, rows - from));
  await addInventory();
  const span = await timed('span', () => logSpan(store));
  if (!span) throw new Error('the fleet has no calls');
  const fleet = await timed('gap over the fleet', () => fleetGap(store, span));
  figures['tokens judged'] = fleet.tokens.length;
  const context = { store, now: () => span.to, onProgress: () => {} };
  const id = `AKIA${'0'.repeat(10)}000042`;
  await timed('one token’s page, first', () => showToken(context, { id }));
  await timed('one token’s page, again', () => showToken(context, { id }));
  figures['peak memory, MB'] = Math.round(process.resourceUsage().maxRSS / 1024);
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
if (values.json) process.stdout.write(`${JSON.stringify({ machine: machine(), figures }, null, 2)}\n`);
else {
  process.stdout.write(`${machine()}\n\n`);
  for (const [name, value] of Object.entries(figures))
    process.stdout.write(`${name.padEnd(28)}${String(value).padStart(14)}\n`);
}

async function timed<T>(name: string, act: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await act();
  figures[`${name}, ms`] = Math.round(performance.now() - start);
  return result;
}

/** About thirty permissions a token, a year of days, a few places and agents. */
function addUsage(from: number, count: number): Promise<void> {
  return store.run({
    name: 'bench usage',
    sql: `INSERT INTO usage_v1
      SELECT 'aws', toString(100000000000 + token % 20), concat('AKIA', leftPad(toString(token), 16, '0')), 'access-key',
        concat('arn:aws:iam::', toString(100000000000 + token % 20), ':user/', toString(token)), 'user',
        concat('bench:', toString(permission)), permission, 'named', if(hash % 50 = 0, 'denied', 'allowed'),
        toDate('2025-09-01') + hash % 365, concat('group-', toString(hash % 7)), concat('place-', toString(token % 30)),
        concat('agent-', toString(token % 9)), 3, 3,
        toDateTime('2025-09-01 00:00:00', 'UTC') + (hash % 365) * 86400, toDateTime('2025-09-01 01:00:00', 'UTC') + (hash % 365) * 86400, 'event'
      FROM (
        SELECT number % {tokens: UInt64} AS token, cityHash64(number) AS hash, toUInt32((token * 37 + (hash % 30) * 601) % {permissions: UInt64} + 1) AS permission
        FROM numbers({from: UInt64}, {count: UInt64}))`,
    params: { tokens, permissions, from, count },
    limits: { seconds: 3600, memoryBytes: 6 * 1024 ** 3 },
    settings: { max_partitions_per_insert_block: 0 },
  });
}

async function addInventory(): Promise<void> {
  await store.run({
    name: 'bench coverage',
    sql: `INSERT INTO coverage_v1
      SELECT 'aws', toString(100000000000 + number % 20), 'eu-west-1', if(intDiv(number, 20) % 2 = 0, 'management-read', 'management-write'),
        toDateTime('2025-09-01 00:00:00', 'UTC') + intDiv(number, 40) * 3600, 100
      FROM numbers(40 * 24 * 365)`,
    settings: { max_partitions_per_insert_block: 0 },
  });
  await store.run({
    name: 'bench permission sets',
    sql: `INSERT INTO permission_sets_v1
      SELECT 'aws', number + 1, length(members), arraySort(arrayDistinct(arrayMap(x -> toUInt32((x * (number + 1)) % {permissions: UInt64} + 1), range(toUInt64(200 + (number % 10) * 1800))))) AS members
      FROM numbers(500)`,
    params: { permissions },
  });
  await store.run({
    name: 'bench principals',
    sql: `INSERT INTO principals_v1 (provider, account, principal_id, kind, name, granted_set, is_complete, observed_at)
      SELECT 'aws', toString(100000000000 + number % 20), concat('arn:aws:iam::', toString(100000000000 + number % 20), ':user/', toString(number)), 'user',
        toString(number), number % 500 + 1, 1, now64(3)
      FROM numbers({tokens: UInt64})`,
    params: { tokens },
  });
  await store.run({
    name: 'bench tokens',
    sql: `INSERT INTO tokens_v1 (provider, account, token_id, kind, principal_id, status, observed_at)
      SELECT 'aws', toString(100000000000 + number % 20), concat('AKIA', leftPad(toString(number), 16, '0')), 'access-key',
        concat('arn:aws:iam::', toString(100000000000 + number % 20), ':user/', toString(number)), 'active', now64(3)
      FROM numbers({tokens: UInt64})`,
    params: { tokens },
  });
}
