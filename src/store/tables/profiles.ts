import type { Table } from '../table.ts';

const columns: Table['columns'] = [
  { name: 'provider', type: 'LowCardinality(String)', comment: 'System that logged the calls' },
  { name: 'week', type: 'Date', comment: 'Monday of the week' },
  { name: 'principal_id', type: 'String', comment: 'Identity the token acts as' },
  { name: 'principal_kind', type: 'LowCardinality(String)', comment: 'user, role, root, external, …' },
  { name: 'token_id', type: 'String', comment: 'Token; empty where calls name only a principal' },
  { name: 'token_kind', type: 'LowCardinality(String)', comment: 'access-key, session, …' },
  { name: 'account', type: 'LowCardinality(String)', comment: 'Account of the principal' },
  permissionsOf('allowed', 'Numbers of permissions with a call that succeeded'),
  permissionsOf('failed', 'Of calls that were let through and failed for another reason'),
  permissionsOf('denied', 'Of calls that were refused'),
  { name: 'calls', type: 'UInt64', comment: 'Calls, each counted once' },
  { name: 'turned_away', type: 'UInt64', comment: 'Of these, the ones whose credential was refused' },
  { name: 'first_seen', type: "DateTime('UTC')", comment: 'First call' },
  { name: 'last_seen', type: "DateTime('UTC')", comment: 'Last call' },
  {
    name: 'used_days',
    type: 'Array(UInt16)',
    comment: 'Days with a call whose credential was not refused, counted from 1970',
    codec: 'Delta, ZSTD(1)',
  },
  {
    name: 'last_used',
    type: "DateTime('UTC')",
    comment: 'Last call whose credential was not refused; 1970 where there is none',
  },
];

function permissionsOf(name: string, comment: string): Table['columns'][number] {
  return { name, type: 'Array(UInt32)', comment, codec: 'Delta, ZSTD(1)' };
}

const shape = {
  engine: 'MergeTree',
  columns,
  partitionBy: '(provider, week)',
  orderBy: ['principal_id', 'token_id', 'principal_kind'],
  shardBy: 'cityHash64(token_id, principal_id)',
  // Most questions are of one principal: a small piece of every week.
  settings: { index_granularity: 512 },
} as const;

export const profiles: Table = {
  ...shape,
  name: 'profiles_v1',
  comment: 'What each token of a principal used in a week, summed from usage_v1. Rebuilt by whole weeks.',
};

export const profilesStage: Table = {
  ...shape,
  name: 'profiles_stage_v1',
  comment: 'Weeks of profiles under construction.',
};

/** SQL that fills the stage with the weeks of a part of the usage. */
export function profilesInsert(usageWhere: string): string {
  return `INSERT INTO ${profilesStage.name} ${profilesOf(usageWhere)}`;
}

/**
 * SQL for the rows of profiles that a part of the usage sums up to, their columns in the order of the table.
 * @param usage what has the rows and columns of the usage
 */
export function profilesOf(usageWhere: string, usage = 'usage_v1'): string {
  const idsWhere = (condition: string): string =>
    `arraySort(groupUniqArrayIf(permission_id, permission_id > 0 AND ${condition}))`;
  return `SELECT provider, toMonday(day) AS week, principal_id, principal_kind, token_id, any(u.token_kind) AS token_kind,
      any(u.account) AS account, ${idsWhere("outcome = 'allowed'")} AS allowed, ${idsWhere("outcome = 'error'")} AS failed,
      ${idsWhere("outcome = 'denied'")} AS denied, sum(u.calls) AS calls, sumIf(u.calls, outcome = 'authn_failed') AS turned_away,
      min(u.first_seen) AS first_seen, max(u.last_seen) AS last_seen,
      arraySort(groupUniqArrayIf(toUInt16(day), outcome != 'authn_failed')) AS used_days,
      maxIf(u.last_seen, outcome != 'authn_failed') AS last_used
    FROM ${usage} AS u
    WHERE ${usageWhere}
    GROUP BY provider, week, principal_id, principal_kind, token_id`;
}
