import { learnHabits, rebuildProfiles } from '../../src/ingest/rebuild-profiles.ts';
import type { Store } from '../../src/store/store.ts';

/** How large a fleet to make. */
export interface FleetSize {
  readonly tokens: number;
  readonly usageRows: number;
  /** Numbers of permissions, from 1. */
  readonly permissions: number;
}

const weeks = 52;
/** Weeks that are summed up in one statement. */
const weeksPerStep = 4;
const limits = { seconds: 3600, memoryBytes: 6 * 1024 ** 3 };
const account = 'toString(100000000000 + token % 20)';
const principalId = `concat('arn:aws:iam::', ${account}, ':user/', toString(token))`;
const tokenId = `concat('AKIA', leftPad(toString(token), 16, '0'))`;

/** The id of a token of the fleet, counted from 0. */
export function fleetToken(index: number): string {
  return `AKIA${String(index).padStart(16, '0')}`;
}

/**
 * Fills an empty store with a fleet made of numbers, inside the engine: a year of usage week by week, about thirty
 * permissions a token, a few places and agents; 500 distinct grants of 200 to 16,400 permissions.
 */
export async function makeFleet(store: Store, size: FleetSize): Promise<void> {
  for (let week = 0; week < weeks; week++) {
    await addWeek(store, size, week);
  }
  for (let week = 0; week < weeks; week += weeksPerStep) {
    const step = Array.from({ length: weeksPerStep }, (_, index) => mondayOf(week + index));
    await rebuildProfiles(store, { provider: 'aws', weeks: step });
  }
  await learnHabits(store);
  await addInventory(store, size);
}

function mondayOf(week: number): string {
  return new Date(Date.parse('2025-09-01') + week * 7 * 86_400_000).toISOString().slice(0, 10);
}

/** Rows come in the order of the table, so that the engine need not sort them. */
function addWeek(store: Store, { tokens, usageRows, permissions }: FleetSize, week: number): Promise<void> {
  return store.run({
    name: 'bench usage',
    sql: `INSERT INTO usage_v1
      SELECT 'aws', ${account}, ${tokenId}, 'access-key', ${principalId}, 'user',
        concat('bench:', toString(permission)), permission, 'named', if(hash % 50 = 0, 'denied', 'allowed'),
        toDate(day), concat('group-', toString(hash % 7)), concat('place-', toString(token % 30)),
        concat('agent-', toString(token % 9)), 3, 3, toDateTime(day, 'UTC'), toDateTime(day, 'UTC') + 3600, 'event'
      FROM (
        SELECT intDiv(number * {tokens: UInt64}, {rows: UInt64}) AS token, cityHash64(number, {week: UInt32}) AS hash,
          toUInt32((token * 37 + (hash % 30) * 601) % {permissions: UInt64} + 1) AS permission,
          toDate('2025-09-01') + {week: UInt32} * 7 + intDiv(hash, 1000) % 7 AS day
        FROM numbers({rows: UInt64}))`,
    params: { tokens, permissions, week, rows: Math.ceil(usageRows / weeks) },
    limits,
  });
}

async function addInventory(store: Store, { tokens, permissions, usageRows }: FleetSize): Promise<void> {
  await store.run({
    name: 'bench files',
    // Without a file the page takes the store for empty.
    sql: `INSERT INTO files_v1 (provider, content_id, file_id, path, kind, envelope, calls, loaded_at)
      SELECT 'aws', 'bench', 1, 'made by a bench', 'calls', 'lines', {calls: UInt64}, now64(3)`,
    params: { calls: usageRows },
    limits,
  });
  await store.run({
    name: 'bench coverage',
    sql: `INSERT INTO coverage_v1
      SELECT 'aws', toString(100000000000 + number % 20), 'eu-west-1', if(intDiv(number, 20) % 2 = 0, 'management-read', 'management-write'),
        toDateTime('2025-09-01 00:00:00', 'UTC') + intDiv(number, 40) * 3600, 100
      FROM numbers(40 * 24 * 7 * {weeks: UInt64})`,
    params: { weeks },
    limits,
  });
  await store.run({
    name: 'bench permission sets',
    sql: `INSERT INTO permission_sets_v1
      SELECT 'aws', number + 1, length(members), arraySort(arrayDistinct(arrayMap(x -> toUInt32((x * (number + 1)) % {permissions: UInt64} + 1), range(toUInt64(200 + (number % 10) * 1800))))) AS members
      FROM numbers(500)`,
    params: { permissions },
    limits,
  });
  await store.run({
    name: 'bench principals',
    sql: `INSERT INTO principals_v1 (provider, account, principal_id, kind, name, granted_set, is_complete, observed_at)
      SELECT 'aws', ${account}, ${principalId}, 'user', toString(token), token % 500 + 1, 1, now64(3)
      FROM (SELECT number AS token FROM numbers({tokens: UInt64}))`,
    params: { tokens },
    limits,
  });
  await store.run({
    name: 'bench tokens',
    sql: `INSERT INTO tokens_v1 (provider, account, token_id, kind, principal_id, status, observed_at)
      SELECT 'aws', ${account}, ${tokenId}, 'access-key', ${principalId}, 'active', now64(3)
      FROM (SELECT number AS token FROM numbers({tokens: UInt64}))`,
    params: { tokens },
    limits,
  });
}
