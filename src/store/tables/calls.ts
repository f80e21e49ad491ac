import type { Column, Table, View } from '../table.ts';

/** What every provider's SELECT yields about one recorded call. */
export const callColumns: readonly Column[] = [
  {
    name: 'provider',
    type: 'LowCardinality(String)',
    comment: 'System that logged the call: aws, github, …',
  },
  { name: 'account', type: 'LowCardinality(String)', comment: 'Account whose log holds the record' },
  { name: 'event_id', type: 'String', comment: 'The record’s own id in its source' },
  {
    name: 'call_id',
    type: 'String',
    comment:
      'Id of the call itself: equal in every copy of the record, whichever account’s log it lies in; of a part of a request, the id of the request before #',
  },
  {
    name: 'is_copy',
    type: 'UInt8',
    comment:
      '1: the record lies in the log of the account that was called, and the caller’s own log may hold it too',
  },
  { name: 'time', type: "DateTime64(3, 'UTC')", comment: 'When the call was made' },
  {
    name: 'token_id',
    type: 'String',
    comment:
      'Public id of the token; empty where the record names none (forwarded calls, services, anonymous)',
  },
  {
    name: 'token_kind',
    type: 'LowCardinality(String)',
    comment: 'access-key, session, … ; empty without token',
  },
  { name: 'principal_id', type: 'String', comment: 'Identity the token acts as' },
  {
    name: 'principal_kind',
    type: 'LowCardinality(String)',
    comment: 'user, role, root, service, anonymous, external, browser (a person without a token), …',
  },
  { name: 'principal_account', type: 'LowCardinality(String)', comment: 'Account the principal belongs to' },
  {
    name: 'session',
    type: 'String',
    comment: 'Name of the session, where there is one; of a token that names its scopes, these',
  },
  {
    name: 'credential_id',
    type: 'String',
    comment:
      'Public id of the short-lived credential, which joins a session to its mint; or the token’s hash',
  },
  {
    name: 'via',
    type: 'LowCardinality(String)',
    comment: 'Service that forwarded the call on the principal’s behalf; empty if direct',
  },
  { name: 'source', type: 'LowCardinality(String)', comment: 'Service that logged the operation' },
  { name: 'operation', type: 'LowCardinality(String)', comment: 'Operation as logged' },
  {
    name: 'permissions',
    type: 'Array(LowCardinality(String))',
    comment: 'Permissions the call needed; empty if none or unknown',
  },
  {
    name: 'basis',
    type: "Enum8('none' = 0, 'named' = 1, 'mapped' = 2, 'message' = 3, 'unknown' = 4)",
    comment:
      'How the permissions are known: message = the denial named it, none = needs none, unknown = unmapped operation',
  },
  {
    name: 'resource',
    type: 'String',
    comment: 'What was acted on, as exactly as the record tells; empty if it does not',
  },
  {
    name: 'resource_group',
    type: 'LowCardinality(String)',
    comment: 'The resource with its varying parts replaced by *',
  },
  { name: 'region', type: 'LowCardinality(String)', comment: 'Where the provider served the call' },
  {
    name: 'outcome',
    type: "Enum8('allowed' = 1, 'denied' = 2, 'authn_failed' = 3, 'error' = 4)",
    comment:
      'denied: authorisation refused; authn_failed: credential refused; error: failed for another reason',
  },
  { name: 'error_code', type: 'LowCardinality(String)', comment: 'Error as logged; empty on success' },
  {
    name: 'denied_by',
    type: 'LowCardinality(String)',
    comment: 'Kind of policy that refused, where the record says so',
  },
  { name: 'address', type: 'String', comment: 'Where the call came from: an address, or a service’s name' },
  { name: 'agent', type: 'LowCardinality(String)', comment: 'User agent as sent, shortened' },
  {
    name: 'category',
    type: 'LowCardinality(String)',
    comment: 'Kind of recording it belongs to: management-read, management-write, data:…',
  },
  { name: 'file_id', type: 'UInt64', comment: 'File it was loaded from (files_v1)' },
];

export const calls: Table = {
  name: 'calls_v1',
  comment: 'One row a recorded API request. Copies of one record collapse; readers count distinct call_id.',
  engine: 'ReplacingMergeTree',
  columns: callColumns,
  partitionBy: '(provider, toMonday(toDate(time)))',
  orderBy: ['token_id', 'principal_id', 'time', 'event_id'],
  shardBy: 'cityHash64(token_id, principal_id)',
};

/** What a provider's SELECT yields beyond the call: its disposition, and the change it records, if any. */
const attemptColumns: readonly Column[] = [
  { name: 'load_id', type: 'UInt64', comment: 'The attempt that loaded the record' },
  { name: 'disposition', type: 'LowCardinality(String)', comment: 'call, ignored or unreadable' },
  { name: 'reason', type: 'LowCardinality(String)', comment: 'Why it was ignored or could not be read' },
  { name: 'change', type: 'LowCardinality(String)', comment: 'Kind of change the call made; empty if none' },
  {
    name: 'subject_kind',
    type: 'LowCardinality(String)',
    comment: 'What was changed: token, principal, role',
  },
  { name: 'subject_id', type: 'String', comment: 'Id of what was changed' },
  {
    name: 'object_id',
    type: 'String',
    comment: 'What was given to or taken from the subject: a policy, a group, a minted credential',
  },
  { name: 'minted_session', type: 'String', comment: 'Name given to a minted session' },
];

/** Names of the columns that a provider’s SELECT fills. */
export const loadColumns: readonly string[] = [...callColumns, ...attemptColumns]
  .map((column) => column.name)
  .filter((name) => name !== 'load_id');

export const loads: Table = {
  name: 'loads_v1',
  comment: 'Where records enter: kept nowhere, split by the views below into calls, changes and counts.',
  engine: 'Null',
  columns: [...callColumns, ...attemptColumns],
};

export const callsFromLoads: View = {
  name: 'loads_to_calls_v1',
  from: 'loads_v1',
  to: 'calls_v1',
  columns: Object.fromEntries(callColumns.map((column) => [column.name, column.name])),
  where: "disposition = 'call'",
};
