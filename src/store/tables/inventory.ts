import type { Column, Table } from '../table.ts';

const provider: Column = {
  name: 'provider',
  type: 'LowCardinality(String)',
  comment: 'System the fact is about',
};
const account: Column = {
  name: 'account',
  type: 'LowCardinality(String)',
  comment: 'Account the fact is about',
};
const observedAt: Column = {
  name: 'observed_at',
  type: "DateTime64(3, 'UTC')",
  comment: 'When the inventory was taken; the latest before a date answers for that date',
};
const optionalTime = (name: string, comment: string): Column => ({
  name,
  type: "Nullable(DateTime64(3, 'UTC'))",
  comment,
});

export const principals: Table = {
  name: 'principals_v1',
  comment: 'Identities that tokens act as.',
  engine: 'ReplacingMergeTree',
  columns: [
    provider,
    account,
    {
      name: 'principal_id',
      type: 'String',
      comment:
        'The provider’s stable id, as in calls_v1; of a token with grants of its own (kind token), token# and its id',
    },
    { name: 'kind', type: 'LowCardinality(String)', comment: 'user, role, root, …' },
    { name: 'name', type: 'String', comment: 'Name for people' },
    { name: 'owner', type: 'String', comment: 'Who answers for it; empty if unknown' },
    { name: 'owner_basis', type: 'String', comment: 'Where the owner is known from' },
    optionalTime('created_at', 'When it was made'),
    optionalTime('last_used_at', 'The provider’s own record of last use'),
    { name: 'tags', type: 'Map(String, String)', comment: 'Labels as set' },
    { name: 'trusts', type: 'Array(String)', comment: 'Who may become it, as written' },
    { name: 'granted_set', type: 'UInt64', comment: 'What it may do (permission_sets_v1)' },
    { name: 'conditional_set', type: 'UInt64', comment: 'Of that, only under conditions' },
    { name: 'scoped_set', type: 'UInt64', comment: 'Of that, only on some resources' },
    { name: 'restricted_set', type: 'UInt64', comment: 'Of that, partly denied' },
    {
      name: 'is_complete',
      type: 'UInt8',
      comment: '0: some policy’s document is missing, so more may be granted',
    },
    observedAt,
  ],
  orderBy: ['provider', 'principal_id', 'observed_at'],
  shardBy: 'cityHash64(principal_id)',
};

export const tokens: Table = {
  name: 'tokens_v1',
  comment: 'Credentials of principals, by public id. Never their values.',
  engine: 'ReplacingMergeTree',
  columns: [
    provider,
    account,
    { name: 'token_id', type: 'String', comment: 'Public id, as in calls_v1' },
    { name: 'kind', type: 'LowCardinality(String)', comment: 'access-key, password, session, …' },
    { name: 'principal_id', type: 'String', comment: 'Identity it acts as' },
    { name: 'status', type: 'LowCardinality(String)', comment: 'active, inactive, expired or unknown' },
    {
      name: 'owner',
      type: 'String',
      comment: 'Who answers for it; empty if only the principal’s owner is known',
    },
    { name: 'owner_basis', type: 'String', comment: 'Where the owner is known from' },
    optionalTime('created_at', 'When it was made'),
    optionalTime('expires_at', 'When it ends by itself'),
    optionalTime('last_used_at', 'The provider’s own record of last use'),
    {
      name: 'is_never_used',
      type: 'UInt8',
      comment: '1: the provider’s own record says so, as far back as it goes',
    },
    observedAt,
  ],
  orderBy: ['provider', 'token_id', 'observed_at'],
  shardBy: 'cityHash64(token_id)',
};

export const roles: Table = {
  name: 'roles_v1',
  comment: 'Named bundles of permissions, with their native documents.',
  engine: 'ReplacingMergeTree',
  columns: [
    provider,
    account,
    { name: 'role_id', type: 'String', comment: 'The provider’s id, or the holder’s id and the inline name' },
    { name: 'kind', type: 'LowCardinality(String)', comment: 'managed, inline, boundary, organisation, …' },
    { name: 'name', type: 'String', comment: 'Name for people' },
    { name: 'document', type: 'String', comment: 'The native document, JSON', codec: 'ZSTD(3)' },
    optionalTime('created_at', 'When it was made'),
    optionalTime('changed_at', 'When its present content took effect'),
    observedAt,
  ],
  orderBy: ['provider', 'role_id', 'observed_at'],
  shardBy: 'cityHash64(role_id)',
};

export const grants: Table = {
  name: 'grants_v1',
  comment: 'One statement of one role as held by one principal, and the path that gives it.',
  engine: 'ReplacingMergeTree',
  columns: [
    provider,
    account,
    {
      name: 'principal_id',
      type: 'String',
      comment: 'Holder: a principal, or token# and the id of the one token that holds it',
    },
    { name: 'role_id', type: 'String', comment: 'Bundle it comes from' },
    { name: 'statement', type: 'String', comment: 'Which statement of the bundle' },
    { name: 'effect', type: 'LowCardinality(String)', comment: 'allow, deny or limit' },
    { name: 'permission_set', type: 'UInt64', comment: 'Permissions it speaks of (permission_sets_v1)' },
    { name: 'resources', type: 'Array(String)', comment: 'Resource patterns it speaks of' },
    { name: 'is_conditional', type: 'UInt8', comment: '1: it holds only under conditions' },
    {
      name: 'is_unknown',
      type: 'UInt8',
      comment: '1: the bundle’s document is not known, so it gives more than is listed',
    },
    { name: 'path', type: 'Array(String)', comment: 'How the holder came to it, outermost first' },
    optionalTime('since', 'Earliest moment from which it surely had this content'),
    observedAt,
  ],
  orderBy: ['provider', 'principal_id', 'role_id', 'statement', 'path', 'observed_at'],
  shardBy: 'cityHash64(principal_id)',
};

export const permissionSets: Table = {
  name: 'permission_sets_v1',
  comment: 'Distinct sets of permissions; many principals share one.',
  engine: 'ReplacingMergeTree',
  columns: [
    provider,
    { name: 'set_id', type: 'UInt64', comment: 'Hash of the members' },
    { name: 'size', type: 'UInt32', comment: 'How many members' },
    {
      name: 'members',
      type: 'Array(UInt32)',
      comment: 'Permission numbers, ascending',
      codec: 'Delta, ZSTD(1)',
    },
  ],
  orderBy: ['provider', 'set_id'],
  shardBy: 'set_id',
};

export const permissions: Table = {
  name: 'permissions_v1',
  comment: 'The provider’s catalogue: every permission it knows.',
  engine: 'ReplacingMergeTree',
  columns: [
    provider,
    { name: 'permission', type: 'String', comment: 'Canonical name' },
    { name: 'permission_id', type: 'UInt32', comment: 'Stable number within the provider, from 1' },
    { name: 'service', type: 'LowCardinality(String)', comment: 'Service it belongs to' },
    { name: 'level', type: 'LowCardinality(String)', comment: 'list, read, write, tag or permissions' },
    { name: 'recorded', type: 'LowCardinality(String)', comment: 'always, data or never' },
    {
      name: 'data_kind',
      type: 'LowCardinality(String)',
      comment: 'Switch that records it, where recorded = data',
    },
  ],
  orderBy: ['provider', 'permission'],
  shardBy: 'permission_id',
};

export const operations: Table = {
  name: 'operations_v1',
  comment: 'Which permissions a logged operation needs.',
  engine: 'ReplacingMergeTree',
  columns: [
    provider,
    { name: 'source', type: 'String', comment: 'Service that logs the operation' },
    { name: 'operation', type: 'String', comment: 'Operation as logged' },
    { name: 'permissions', type: 'Array(String)', comment: 'Permissions it needs' },
    {
      name: 'basis',
      type: 'LowCardinality(String)',
      comment: 'named, mapped, none or unknown; gone: no longer an operation',
    },
    {
      name: 'category',
      type: 'LowCardinality(String)',
      comment: 'Kind of recording, where it is not the usual one',
    },
    { name: 'passes_role', type: 'UInt8', comment: '1: its parameters can hand a role to a service' },
    {
      name: 'pattern',
      type: 'String',
      comment:
        'What a request of it looks like (regular expression), where logs do not name it and forms cannot say it',
    },
    {
      name: 'forms',
      type: 'Array(String)',
      comment: 'What its requests look like, each parameter as {}, where logs do not name it',
    },
  ],
  orderBy: ['provider', 'source', 'operation'],
  shardBy: 'cityHash64(source)',
};

export const lastAccessed: Table = {
  name: 'last_accessed_v1',
  comment: 'The provider’s own record of last use, per principal and service or permission.',
  engine: 'ReplacingMergeTree',
  columns: [
    provider,
    account,
    { name: 'principal_id', type: 'String', comment: 'Identity' },
    { name: 'service', type: 'LowCardinality(String)', comment: 'Service' },
    { name: 'permission', type: 'String', comment: 'Permission; empty for the service as a whole' },
    optionalTime('used_at', 'Last attempt, also a denied one; NULL means none in the tracking period'),
    observedAt,
  ],
  orderBy: ['provider', 'principal_id', 'service', 'permission', 'observed_at'],
  shardBy: 'cityHash64(principal_id)',
};

export const links: Table = {
  name: 'links_v1',
  comment: 'Who may become whom, as documents say.',
  engine: 'ReplacingMergeTree',
  columns: [
    provider,
    account,
    { name: 'stated_by', type: 'String', comment: 'Principal whose document says so' },
    { name: 'target_id', type: 'String', comment: 'Principal that may be become' },
    {
      name: 'from_kind',
      type: 'LowCardinality(String)',
      comment: 'principal, account, service, subject or anyone',
    },
    { name: 'from_id', type: 'String', comment: 'Its id; of subjects, the issuer that vouches for them' },
    { name: 'subjects', type: 'Array(String)', comment: 'Patterns of subjects; empty for other kinds' },
    { name: 'permission', type: 'String', comment: 'Permission that must be granted on the target besides' },
    { name: 'conditions', type: 'Array(String)', comment: 'What else must hold' },
    { name: 'document', type: 'String', comment: 'What says so, in words' },
    observedAt,
  ],
  orderBy: ['provider', 'target_id', 'from_kind', 'from_id', 'stated_by', 'conditions', 'observed_at'],
  shardBy: 'cityHash64(target_id)',
};

export const documents: Table = {
  name: 'documents_v1',
  comment: 'Documents that a provider’s permissions follow from, where they are not known beforehand.',
  engine: 'ReplacingMergeTree',
  version: 'observed_at',
  columns: [
    provider,
    {
      name: 'document_id',
      type: 'String',
      comment: 'The provider’s id of it: a later one stands in its place',
    },
    { name: 'document', type: 'String', comment: 'What was read of it', codec: 'ZSTD(3)' },
    observedAt,
  ],
  orderBy: ['provider', 'document_id'],
  shardBy: 'cityHash64(document_id)',
};
