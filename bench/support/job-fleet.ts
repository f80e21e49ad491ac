import { findProvider } from '../../src/providers/register.ts';
import type { Store } from '../../src/store/store.ts';

/** How large a fleet of jobs to make, and which one of all such. */
export interface JobFleetSize {
  readonly tokens: number;
  readonly days: number;
  readonly seed: number;
}

const firstDay = '2025-09-01';
const dayMs = 86_400_000;
const limits = { seconds: 3600, memoryBytes: 6 * 1024 ** 3 };
const poolSize = 80;
const account = 'toString(100000000000 + token % 20)';
const principalId = `concat('arn:aws:iam::', ${account}, ':user/job-', toString(token))`;
const tokenId = `concat('AKIA', leftPad(toString(token), 16, '0'))`;
/** Every token runs one of these; those that run the same use much the same. */
const workload = '(token % {workloads: UInt32})';

/** The id of a token of the fleet, counted from 0. */
export function jobToken(index: number): string {
  return `AKIA${String(index).padStart(16, '0')}`;
}

export function jobSpan({ days }: Pick<JobFleetSize, 'days'>): {
  readonly from: number;
  readonly to: number;
} {
  const from = Date.parse(firstDay);
  return { from, to: from + days * dayMs };
}

/**
 * Fills an empty store with tokens that work by rates of their own, inside the engine. Each has 5 to 43 permissions of
 * its workload's, used at random with log-normal daily rates; one in ten follows the calendar instead (monthly,
 * quarterly or once a year). Its principal is granted all of the workload's and many more. Nothing of it is real.
 */
export async function makeJobFleet(store: Store, size: JobFleetSize): Promise<void> {
  const recorded = findProvider('aws')
    .catalogue.permissions()
    .flatMap((permission) => (permission.recorded === 'always' ? [permission.id] : []));
  const params = {
    tokens: size.tokens,
    days: size.days,
    seed: size.seed,
    workloads: Math.max(4, Math.ceil(size.tokens / 50)),
    recorded,
  };
  const step = Math.max(1, Math.floor(4_000_000 / size.tokens));
  for (let day = 0; day < size.days; day += step) {
    await addDays(store, { ...params, dayFrom: day, dayTo: Math.min(size.days, day + step) });
  }
  await addCoverage(store, size.days);
  await addInventory(store, params);
}

type Params = Readonly<Record<string, number | readonly number[]>>;

/** A number from 0 to 1 that is random and always the same. */
function chance(...of: readonly string[]): string {
  return `(cityHash64({seed: UInt32}, ${of.join(', ')}) / 18446744073709551616.)`;
}

/** Half of the rates are below one use in twelve days; one in forty is above four a day. */
function addDays(store: Store, params: Params): Promise<void> {
  const normal = `sqrt(-2 * log(1 - ${chance('token', 'k', "'z1'")})) * cos(2 * pi() * ${chance('token', 'k', "'z2'")})`;
  return store.run({
    name: 'bench jobs',
    sql: `INSERT INTO usage_v1
      SELECT 'aws', ${account}, ${tokenId}, 'access-key', ${principalId}, 'user', concat('bench:', toString(permission)), permission, 'named',
        'allowed', date, 'group', 'place', 'agent', 3, 3, toDateTime(date, 'UTC'), toDateTime(date, 'UTC') + 3600, 'event'
      FROM (
        SELECT token, permission, date, kind, nth, 1 - exp(-rate) AS daily,
          ${chance('token', 'k', 'day', "'use'")} AS luck
        FROM (
          SELECT token, k, ${poolPermission(`toUInt32(floor(pow(${chance('token', 'k', "'pick'")}, 1.5) * ${poolSize}))`)} AS permission,
            exp(-2.5 + 1.9 * ${normal}) AS rate,
            ${chance('token', 'k', "'kind'")} AS kind, toUInt32(1 + floor(${chance('token', 'k', "'nth'")} * 28)) AS nth
          FROM (SELECT number AS token, arrayJoin(range(toUInt32(5 + floor(${chance('number', "'size'")} * 39)))) AS k FROM numbers({tokens: UInt64}))
        ) AS uses
        CROSS JOIN (
          SELECT number AS day, toDate('${firstDay}') + number AS date FROM numbers({dayFrom: UInt64}, {dayTo: UInt64} - {dayFrom: UInt64})
        ) AS calendar
      )
      WHERE multiIf(
        kind < 0.06, toDayOfMonth(date) = nth,
        kind < 0.09, toDayOfMonth(date) = nth AND toMonth(date) % 3 = nth % 3,
        kind < 0.10, toDayOfMonth(date) = nth AND toMonth(date) % 12 = nth % 12,
        luck < daily)`,
    params,
    limits,
  });
}

function poolPermission(index: string): string {
  return `arrayElement({recorded: Array(UInt32)}, cityHash64({seed: UInt32}, ${workload}, ${index}) % length({recorded: Array(UInt32)}) + 1)`;
}

function addCoverage(store: Store, days: number): Promise<void> {
  return store.run({
    name: 'bench coverage',
    sql: `INSERT INTO coverage_v1
      SELECT 'aws', toString(100000000000 + number % 20), 'eu-west-1', if(intDiv(number, 20) % 2 = 0, 'management-read', 'management-write'),
        toDateTime('${firstDay} 00:00:00', 'UTC') + intDiv(number, 40) * 3600, 100
      FROM numbers(40 * 24 * {days: UInt64})`,
    params: { days },
    limits,
  });
}

async function addInventory(store: Store, params: Params): Promise<void> {
  await store.run({
    name: 'bench permission sets',
    sql: `INSERT INTO permission_sets_v1
      SELECT 'aws', token + 1, length(members), members
      FROM (
        SELECT token, arraySort(arrayDistinct(arrayConcat(
          arrayMap(i -> ${poolPermission('toUInt32(i)')}, range(${poolSize})),
          arrayMap(i -> arrayElement({recorded: Array(UInt32)}, cityHash64({seed: UInt32}, token, i, 'more') % length({recorded: Array(UInt32)}) + 1),
            range(toUInt64(200 + token % 10 * 400)))))) AS members
        FROM (SELECT number AS token FROM numbers({workloads: UInt32})))`,
    params,
    limits,
  });
  const known = `toDateTime64('2025-01-01 00:00:00', 3, 'UTC')`;
  await store.run({
    name: 'bench principals',
    sql: `INSERT INTO principals_v1 (provider, account, principal_id, kind, name, granted_set, is_complete, observed_at)
      SELECT 'aws', ${account}, ${principalId}, 'user', toString(token), ${workload} + 1, 1, now64(3)
      FROM (SELECT number AS token FROM numbers({tokens: UInt64}))`,
    params,
    limits,
  });
  await store.run({
    name: 'bench tokens',
    sql: `INSERT INTO tokens_v1 (provider, account, token_id, kind, principal_id, status, created_at, observed_at)
      SELECT 'aws', ${account}, ${tokenId}, 'access-key', ${principalId}, 'active', ${known}, now64(3)
      FROM (SELECT number AS token FROM numbers({tokens: UInt64}))`,
    params,
    limits,
  });
}
