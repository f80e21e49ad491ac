import { groupBy } from '../../model/group-by.ts';
import type { Level } from '../../model/permission.ts';
import type { Trail, TrailHour, TrailToken } from './trail.ts';

/** One call of a made-up principal. Hours and days count from an arbitrary Monday. */
export interface TrailCall {
  readonly token?: string;
  readonly day: number;
  readonly hour?: number;
  readonly permission: string;
  readonly origin?: TestOrigin;
  readonly isRefused?: boolean;
}

export interface TestOrigin {
  readonly country: string;
  readonly network: string;
  readonly agent: string;
}

export const home: TestOrigin = { country: 'DE', network: 'aws', agent: 'boto3' };
export const abroad: TestOrigin = { country: 'VN', network: 'VNPT', agent: 'curl' };

const epochDay = Date.parse('2026-06-01T00:00:00Z') / 86_400_000;

/** `iam:AttachUserPolicy` changes access; what begins with List or Describe lists, and Get reads. */
export function levelOf(permission: string): Level {
  const name = permission.split(':')[1] ?? '';
  if (/^(Attach|PutUserPolicy|PutRolePolicy)/.test(name)) return 'permissions';
  if (/^(List|Describe)/.test(name)) return 'list';
  return name.startsWith('Get') ? 'read' : 'write';
}

/** Different things to list, over that many services. */
export function listings(count: number, services = 6): string[] {
  return Array.from({ length: count }, (_, index) => `service${index % services}:Describe${index}`);
}

/** What a bot does every day, at every sixth hour from home. */
export function botDays(
  from: number,
  to: number,
  permissions = ['sqs:Get', 'sqs:Send', 's3:Put'],
): TrailCall[] {
  return Array.from({ length: to - from }, (_, index) =>
    [2, 8, 14, 20].flatMap((hour) =>
      permissions.map((permission) => ({ day: from + index, hour, permission })),
    ),
  ).flat();
}

/** The trail of a principal that made these calls; every day with something new is read by the hour. */
export function trailOf(calls: readonly TrailCall[]): Trail {
  const rows = calls.map(rowOf);
  const dayOf = (row: Row): number => Math.floor(row.hour / 24);
  const first = Math.min(...rows.map(dayOf));
  const born = new Map([...groupBy(rows, (row) => row.permission)].map(([name, own]) => [name, daysOf(own)]));
  const tokens = [...groupBy(rows, (row) => row.tokenId)].map(([tokenId, own]) => tokenOf(tokenId, own));
  const fresh = [...born].filter(([, days]) => (days[0] ?? 0) >= first + 7);
  const isFar = (row: Row): boolean => row.place !== placeOf(home);
  const readDays = new Set([...fresh.flatMap(([, days]) => days), ...rows.filter(isFar).map(dayOf)]);
  const names = new Set(fresh.map(([name]) => name));
  const hours = rows.filter((row) => readDays.has(dayOf(row)) && (names.has(row.permission) || isFar(row)));
  return {
    provider: 'aws',
    account: '111122223333',
    principalId: 'bot',
    tokens,
    fresh: fresh.map(([permission, days]) => ({
      permission,
      days,
      level: levelOf(permission),
      service: permission.split(':')[0] ?? '',
    })),
    hasChangedAccess: [...born.keys()].some((name) => levelOf(name) === 'permissions' && !names.has(name)),
    readDays,
    hours: hours.map(({ origin, ...row }) => row),
  };
}

type Row = TrailHour & { readonly origin: TestOrigin };

function rowOf(call: TrailCall, index: number): Row {
  const { token = 'key', day, hour = 12, permission, origin = home, isRefused = false } = call;
  return {
    tokenId: token,
    hour: (epochDay + day) * 24 + hour,
    place: placeOf(origin),
    agent: origin.agent,
    permission,
    calls: 1,
    refused: isRefused ? 1 : 0,
    sample: `event-${index}`,
    origin,
  };
}

function placeOf({ country, network }: TestOrigin): string {
  return `${country} · ${network}`;
}

function daysOf(rows: readonly Row[]): number[] {
  return [...new Set(rows.map(({ hour }) => Math.floor(hour / 24)))].sort((a, b) => a - b);
}

function tokenOf(tokenId: string, rows: readonly Row[]): TrailToken {
  const byDay = [...groupBy(rows, ({ hour }) => Math.floor(hour / 24))].sort(([a], [b]) => a - b);
  const byOrigin = groupBy(rows, ({ place, agent }) => `${place}\n${agent}`);
  return {
    tokenId,
    kind: 'access-key',
    days: byDay.map(([day, own]) => {
      const reads = own
        .map(({ permission }) => permission)
        .filter((name) => /^(list|read)$/.test(levelOf(name)));
      return {
        day,
        reads: new Set(reads).size,
        services: new Set(reads.map((name) => name.split(':')[0])).size,
      };
    }),
    origins: [...byOrigin.values()].flatMap((own) => {
      const [row] = own;
      return row ? [{ ...row.origin, place: row.place, days: daysOf(own) }] : [];
    }),
  };
}
