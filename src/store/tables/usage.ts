import type { Table } from '../table.ts';

const columns: Table['columns'] = [
  { name: 'provider', type: 'LowCardinality(String)', comment: 'System that logged the calls' },
  { name: 'account', type: 'LowCardinality(String)', comment: 'Account of the principal' },
  { name: 'token_id', type: 'String', comment: 'Token; empty where calls name only a principal' },
  { name: 'token_kind', type: 'LowCardinality(String)', comment: 'access-key, session, …' },
  { name: 'principal_id', type: 'String', comment: 'Identity the token acts as' },
  { name: 'principal_kind', type: 'LowCardinality(String)', comment: 'user, role, root, external, …' },
  {
    name: 'permission',
    type: 'LowCardinality(String)',
    comment: 'Permission; empty where the operation needs none or is unmapped',
  },
  {
    name: 'permission_id',
    type: 'UInt32',
    comment: 'Its number in the provider’s catalogue; 0 if it is not there',
  },
  { name: 'basis', type: 'LowCardinality(String)', comment: 'How the permission is known' },
  { name: 'outcome', type: 'LowCardinality(String)', comment: 'allowed, denied, authn_failed or error' },
  { name: 'day', type: 'Date', comment: 'UTC day' },
  {
    name: 'resource_group',
    type: 'LowCardinality(String)',
    comment: 'Resource with its varying parts replaced by *',
  },
  {
    name: 'place',
    type: 'LowCardinality(String)',
    comment: 'Country and network the calls came from (addresses_v1)',
  },
  { name: 'agent', type: 'LowCardinality(String)', comment: 'Agent family (agents_v1)' },
  { name: 'uses', type: 'UInt64', comment: 'Calls that needed the permission' },
  {
    name: 'calls',
    type: 'UInt64',
    comment: 'Calls counted once each: at the first of the permissions a call needed',
  },
  { name: 'first_seen', type: "DateTime('UTC')", comment: 'First such call' },
  { name: 'last_seen', type: "DateTime('UTC')", comment: 'Last such call' },
  { name: 'sample', type: 'String', comment: 'Event id of one such call' },
];

const shape = {
  engine: 'MergeTree',
  columns,
  partitionBy: '(provider, toMonday(day))',
  orderBy: ['token_id', 'principal_id', 'permission_id', 'outcome', 'day'],
  shardBy: 'cityHash64(token_id, principal_id)',
  // Most questions are of one token: a small piece of every week.
  settings: { index_granularity: 1024 },
} as const;

export const usage: Table = {
  ...shape,
  name: 'usage_v1',
  comment:
    'Calls summed per token, permission, resource group, place, agent, outcome and day. Rebuilt by whole weeks.',
};

/** Where a week is rebuilt before it replaces the old one in a single step. */
export const usageStage: Table = {
  ...shape,
  name: 'usage_stage_v1',
  comment: 'Weeks of usage under construction.',
};
