import type { Table, View } from '../table.ts';

export const changes: Table = {
  name: 'changes_v1',
  comment: 'Recorded acts on tokens, principals, roles and grants, and who did them.',
  engine: 'ReplacingMergeTree',
  columns: [
    { name: 'provider', type: 'LowCardinality(String)', comment: 'System that logged the change' },
    { name: 'account', type: 'LowCardinality(String)', comment: 'Account whose log holds the record' },
    { name: 'event_id', type: 'String', comment: 'The record’s own id' },
    { name: 'call_id', type: 'String', comment: 'Equal in every copy of the record' },
    { name: 'time', type: "DateTime64(3, 'UTC')", comment: 'When it happened' },
    {
      name: 'change',
      type: 'LowCardinality(String)',
      comment: 'mint, create-token, revoke-token, attach-role, …',
    },
    { name: 'subject_kind', type: 'LowCardinality(String)', comment: 'token, principal or role' },
    { name: 'subject_id', type: 'String', comment: 'Id of what was changed' },
    {
      name: 'object_id',
      type: 'String',
      comment: 'What was given or taken: a policy, a group, a minted credential’s public id',
    },
    {
      name: 'actor_token_id',
      type: 'String',
      comment: 'Token that made the change; empty if the record names none',
    },
    { name: 'actor_principal_id', type: 'String', comment: 'Identity that made the change' },
    { name: 'actor_principal_kind', type: 'LowCardinality(String)', comment: 'Kind of that identity' },
    { name: 'session', type: 'String', comment: 'Session name of a minted session' },
    {
      name: 'outcome',
      type: 'LowCardinality(String)',
      comment: 'Outcome of the call that would make the change',
    },
  ],
  partitionBy: '(provider, toYYYYMM(time))',
  orderBy: ['subject_id', 'change', 'time', 'event_id'],
  shardBy: 'cityHash64(subject_id)',
};

export const changesFromLoads: View = {
  name: 'loads_to_changes_v1',
  from: 'loads_v1',
  to: 'changes_v1',
  columns: {
    provider: 'provider',
    account: 'account',
    event_id: 'event_id',
    call_id: 'call_id',
    time: 'time',
    change: 'change',
    subject_kind: 'subject_kind',
    subject_id: 'subject_id',
    object_id: 'object_id',
    actor_token_id: 'token_id',
    actor_principal_id: 'principal_id',
    actor_principal_kind: 'principal_kind',
    session: 'minted_session',
    outcome: 'toString(outcome)',
  },
  where: "change != '' AND disposition = 'call'",
};
