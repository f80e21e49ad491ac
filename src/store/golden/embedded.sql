CREATE TABLE IF NOT EXISTS loads_v1
(
  provider LowCardinality(String) COMMENT 'System that logged the call: aws, github, …',
  account LowCardinality(String) COMMENT 'Account whose log holds the record',
  event_id String COMMENT 'The record’s own id in its source',
  call_id String COMMENT 'Id of the call itself: equal in every copy of the record, whichever account’s log it lies in; of a part of a request, the id of the request before #',
  is_copy UInt8 COMMENT '1: the record lies in the log of the account that was called, and the caller’s own log may hold it too',
  time DateTime64(3, 'UTC') COMMENT 'When the call was made',
  token_id String COMMENT 'Public id of the token; empty where the record names none (forwarded calls, services, anonymous)',
  token_kind LowCardinality(String) COMMENT 'access-key, session, … ; empty without token',
  principal_id String COMMENT 'Identity the token acts as',
  principal_kind LowCardinality(String) COMMENT 'user, role, root, service, anonymous, external, browser (a person without a token), …',
  principal_account LowCardinality(String) COMMENT 'Account the principal belongs to',
  session String COMMENT 'Name of the session, where there is one; of a token that names its scopes, these',
  credential_id String COMMENT 'Public id of the short-lived credential, which joins a session to its mint; or the token’s hash',
  via LowCardinality(String) COMMENT 'Service that forwarded the call on the principal’s behalf; empty if direct',
  source LowCardinality(String) COMMENT 'Service that logged the operation',
  operation LowCardinality(String) COMMENT 'Operation as logged',
  permissions Array(LowCardinality(String)) COMMENT 'Permissions the call needed; empty if none or unknown',
  basis Enum8('none' = 0, 'named' = 1, 'mapped' = 2, 'message' = 3, 'unknown' = 4) COMMENT 'How the permissions are known: message = the denial named it, none = needs none, unknown = unmapped operation',
  resource String COMMENT 'What was acted on, as exactly as the record tells; empty if it does not',
  resource_group LowCardinality(String) COMMENT 'The resource with its varying parts replaced by *',
  region LowCardinality(String) COMMENT 'Where the provider served the call',
  outcome Enum8('allowed' = 1, 'denied' = 2, 'authn_failed' = 3, 'error' = 4) COMMENT 'denied: authorisation refused; authn_failed: credential refused; error: failed for another reason',
  error_code LowCardinality(String) COMMENT 'Error as logged; empty on success',
  denied_by LowCardinality(String) COMMENT 'Kind of policy that refused, where the record says so',
  address String COMMENT 'Where the call came from: an address, or a service’s name',
  agent LowCardinality(String) COMMENT 'User agent as sent, shortened',
  category LowCardinality(String) COMMENT 'Kind of recording it belongs to: management-read, management-write, data:…',
  file_id UInt64 COMMENT 'File it was loaded from (files_v1)',
  load_id UInt64 COMMENT 'The attempt that loaded the record',
  disposition LowCardinality(String) COMMENT 'call, ignored or unreadable',
  reason LowCardinality(String) COMMENT 'Why it was ignored or could not be read',
  change LowCardinality(String) COMMENT 'Kind of change the call made; empty if none',
  subject_kind LowCardinality(String) COMMENT 'What was changed: token, principal, role',
  subject_id String COMMENT 'Id of what was changed',
  object_id String COMMENT 'What was given to or taken from the subject: a policy, a group, a minted credential',
  minted_session String COMMENT 'Name given to a minted session'
)
ENGINE = Null
COMMENT 'Where records enter: kept nowhere, split by the views below into calls, changes and counts.';

CREATE TABLE IF NOT EXISTS calls_v1
(
  provider LowCardinality(String) COMMENT 'System that logged the call: aws, github, …',
  account LowCardinality(String) COMMENT 'Account whose log holds the record',
  event_id String COMMENT 'The record’s own id in its source',
  call_id String COMMENT 'Id of the call itself: equal in every copy of the record, whichever account’s log it lies in; of a part of a request, the id of the request before #',
  is_copy UInt8 COMMENT '1: the record lies in the log of the account that was called, and the caller’s own log may hold it too',
  time DateTime64(3, 'UTC') COMMENT 'When the call was made',
  token_id String COMMENT 'Public id of the token; empty where the record names none (forwarded calls, services, anonymous)',
  token_kind LowCardinality(String) COMMENT 'access-key, session, … ; empty without token',
  principal_id String COMMENT 'Identity the token acts as',
  principal_kind LowCardinality(String) COMMENT 'user, role, root, service, anonymous, external, browser (a person without a token), …',
  principal_account LowCardinality(String) COMMENT 'Account the principal belongs to',
  session String COMMENT 'Name of the session, where there is one; of a token that names its scopes, these',
  credential_id String COMMENT 'Public id of the short-lived credential, which joins a session to its mint; or the token’s hash',
  via LowCardinality(String) COMMENT 'Service that forwarded the call on the principal’s behalf; empty if direct',
  source LowCardinality(String) COMMENT 'Service that logged the operation',
  operation LowCardinality(String) COMMENT 'Operation as logged',
  permissions Array(LowCardinality(String)) COMMENT 'Permissions the call needed; empty if none or unknown',
  basis Enum8('none' = 0, 'named' = 1, 'mapped' = 2, 'message' = 3, 'unknown' = 4) COMMENT 'How the permissions are known: message = the denial named it, none = needs none, unknown = unmapped operation',
  resource String COMMENT 'What was acted on, as exactly as the record tells; empty if it does not',
  resource_group LowCardinality(String) COMMENT 'The resource with its varying parts replaced by *',
  region LowCardinality(String) COMMENT 'Where the provider served the call',
  outcome Enum8('allowed' = 1, 'denied' = 2, 'authn_failed' = 3, 'error' = 4) COMMENT 'denied: authorisation refused; authn_failed: credential refused; error: failed for another reason',
  error_code LowCardinality(String) COMMENT 'Error as logged; empty on success',
  denied_by LowCardinality(String) COMMENT 'Kind of policy that refused, where the record says so',
  address String COMMENT 'Where the call came from: an address, or a service’s name',
  agent LowCardinality(String) COMMENT 'User agent as sent, shortened',
  category LowCardinality(String) COMMENT 'Kind of recording it belongs to: management-read, management-write, data:…',
  file_id UInt64 COMMENT 'File it was loaded from (files_v1)'
)
ENGINE = ReplacingMergeTree()
PARTITION BY (provider, toMonday(toDate(time)))
ORDER BY (token_id, principal_id, time, event_id)
COMMENT 'One row a recorded API request. Copies of one record collapse; readers count distinct call_id.';

CREATE TABLE IF NOT EXISTS changes_v1
(
  provider LowCardinality(String) COMMENT 'System that logged the change',
  account LowCardinality(String) COMMENT 'Account whose log holds the record',
  event_id String COMMENT 'The record’s own id',
  call_id String COMMENT 'Equal in every copy of the record',
  time DateTime64(3, 'UTC') COMMENT 'When it happened',
  change LowCardinality(String) COMMENT 'mint, create-token, revoke-token, attach-role, …',
  subject_kind LowCardinality(String) COMMENT 'token, principal or role',
  subject_id String COMMENT 'Id of what was changed',
  object_id String COMMENT 'What was given or taken: a policy, a group, a minted credential’s public id',
  actor_token_id String COMMENT 'Token that made the change; empty if the record names none',
  actor_principal_id String COMMENT 'Identity that made the change',
  actor_principal_kind LowCardinality(String) COMMENT 'Kind of that identity',
  session String COMMENT 'Session name of a minted session',
  outcome LowCardinality(String) COMMENT 'Outcome of the call that would make the change'
)
ENGINE = ReplacingMergeTree()
PARTITION BY (provider, toYYYYMM(time))
ORDER BY (subject_id, change, time, event_id)
COMMENT 'Recorded acts on tokens, principals, roles and grants, and who did them.';

CREATE TABLE IF NOT EXISTS usage_v1
(
  provider LowCardinality(String) COMMENT 'System that logged the calls',
  account LowCardinality(String) COMMENT 'Account of the principal',
  token_id String COMMENT 'Token; empty where calls name only a principal',
  token_kind LowCardinality(String) COMMENT 'access-key, session, …',
  principal_id String COMMENT 'Identity the token acts as',
  principal_kind LowCardinality(String) COMMENT 'user, role, root, external, …',
  permission LowCardinality(String) COMMENT 'Permission; empty where the operation needs none or is unmapped',
  permission_id UInt32 COMMENT 'Its number in the provider’s catalogue; 0 if it is not there',
  basis LowCardinality(String) COMMENT 'How the permission is known',
  outcome LowCardinality(String) COMMENT 'allowed, denied, authn_failed or error',
  day Date COMMENT 'UTC day',
  resource_group LowCardinality(String) COMMENT 'Resource with its varying parts replaced by *',
  place LowCardinality(String) COMMENT 'Country and network the calls came from (addresses_v1)',
  agent LowCardinality(String) COMMENT 'Agent family (agents_v1)',
  uses UInt64 COMMENT 'Calls that needed the permission',
  calls UInt64 COMMENT 'Calls counted once each: at the first of the permissions a call needed',
  first_seen DateTime('UTC') COMMENT 'First such call',
  last_seen DateTime('UTC') COMMENT 'Last such call',
  sample String COMMENT 'Event id of one such call'
)
ENGINE = MergeTree()
PARTITION BY (provider, toMonday(day))
ORDER BY (token_id, principal_id, permission_id, outcome, day)
SETTINGS index_granularity = 1024
COMMENT 'Calls summed per token, permission, resource group, place, agent, outcome and day. Rebuilt by whole weeks.';

CREATE TABLE IF NOT EXISTS usage_stage_v1
(
  provider LowCardinality(String) COMMENT 'System that logged the calls',
  account LowCardinality(String) COMMENT 'Account of the principal',
  token_id String COMMENT 'Token; empty where calls name only a principal',
  token_kind LowCardinality(String) COMMENT 'access-key, session, …',
  principal_id String COMMENT 'Identity the token acts as',
  principal_kind LowCardinality(String) COMMENT 'user, role, root, external, …',
  permission LowCardinality(String) COMMENT 'Permission; empty where the operation needs none or is unmapped',
  permission_id UInt32 COMMENT 'Its number in the provider’s catalogue; 0 if it is not there',
  basis LowCardinality(String) COMMENT 'How the permission is known',
  outcome LowCardinality(String) COMMENT 'allowed, denied, authn_failed or error',
  day Date COMMENT 'UTC day',
  resource_group LowCardinality(String) COMMENT 'Resource with its varying parts replaced by *',
  place LowCardinality(String) COMMENT 'Country and network the calls came from (addresses_v1)',
  agent LowCardinality(String) COMMENT 'Agent family (agents_v1)',
  uses UInt64 COMMENT 'Calls that needed the permission',
  calls UInt64 COMMENT 'Calls counted once each: at the first of the permissions a call needed',
  first_seen DateTime('UTC') COMMENT 'First such call',
  last_seen DateTime('UTC') COMMENT 'Last such call',
  sample String COMMENT 'Event id of one such call'
)
ENGINE = MergeTree()
PARTITION BY (provider, toMonday(day))
ORDER BY (token_id, principal_id, permission_id, outcome, day)
SETTINGS index_granularity = 1024
COMMENT 'Weeks of usage under construction.';

CREATE TABLE IF NOT EXISTS coverage_v1
(
  provider LowCardinality(String) COMMENT 'System whose logs these are',
  account LowCardinality(String) COMMENT 'Account whose log it is',
  region LowCardinality(String) COMMENT 'Region the records speak of',
  category LowCardinality(String) COMMENT 'Kind of recording: management-read, management-write, data:…',
  hour DateTime('UTC') COMMENT 'Hour of the calls',
  records UInt64 COMMENT 'Distinct calls recorded in it'
)
ENGINE = MergeTree()
PARTITION BY (provider, toMonday(toDate(hour)))
ORDER BY (account, category, region, hour)
COMMENT 'Which hours of which source’s logs we hold, by kind of recording. Rebuilt by whole weeks.';

CREATE TABLE IF NOT EXISTS coverage_stage_v1
(
  provider LowCardinality(String) COMMENT 'System whose logs these are',
  account LowCardinality(String) COMMENT 'Account whose log it is',
  region LowCardinality(String) COMMENT 'Region the records speak of',
  category LowCardinality(String) COMMENT 'Kind of recording: management-read, management-write, data:…',
  hour DateTime('UTC') COMMENT 'Hour of the calls',
  records UInt64 COMMENT 'Distinct calls recorded in it'
)
ENGINE = MergeTree()
PARTITION BY (provider, toMonday(toDate(hour)))
ORDER BY (account, category, region, hour)
COMMENT 'Weeks of coverage under construction.';

CREATE TABLE IF NOT EXISTS trails_v1
(
  provider LowCardinality(String) COMMENT 'System whose settings these are',
  account String COMMENT 'Account it speaks of',
  recorder String COMMENT 'What records, for example a trail',
  category String COMMENT 'Kind of recording: management-read, management-write, data:…',
  access LowCardinality(String) COMMENT 'all, read or write: which calls of the kind',
  resources Array(String) COMMENT 'Resources it is limited to; empty means all',
  except_sources Array(String) COMMENT 'Services whose calls are left out',
  regions Array(String) COMMENT 'Regions it is limited to; empty means all',
  limits Array(String) COMMENT 'Further limits in words; with any, absence of a call proves nothing',
  state LowCardinality(String) COMMENT 'on, off or unknown',
  observed_at DateTime64(3, 'UTC') COMMENT 'When the setting was exported'
)
ENGINE = ReplacingMergeTree(observed_at)
ORDER BY (provider, account, recorder, category, access, resources)
COMMENT 'What recordings_v1 took the place of: empty in a new store.';

CREATE TABLE IF NOT EXISTS files_v1
(
  provider LowCardinality(String) COMMENT 'Provider that read it; empty if none recognised it',
  content_id String COMMENT 'SHA-256 of the bytes as found, hexadecimal',
  file_id UInt64 COMMENT 'First 64 bits of the content id; calls_v1 points here',
  path String COMMENT 'Where it lay when it was loaded',
  bytes UInt64 COMMENT 'Size as found',
  kind LowCardinality(String) COMMENT 'calls, inventory or ignored',
  envelope LowCardinality(String) COMMENT 'How records are wrapped in it',
  calls UInt64 COMMENT 'Records read as calls',
  ignored Map(String, UInt64) COMMENT 'Records left out, by reason',
  unreadable Array(Tuple(offset UInt64, reason String)) COMMENT 'What could not be read, and where; at most 100',
  unreadable_count UInt64 COMMENT 'How many pieces could not be read',
  account String COMMENT 'Account that it was said to be of when it was loaded; empty where nobody said',
  loaded_at DateTime64(3, 'UTC') COMMENT 'When loading was complete; a file without a row here is not loaded'
)
ENGINE = ReplacingMergeTree(loaded_at)
ORDER BY (content_id)
COMMENT 'What was loaded, by content: the same bytes under another name are the same file.';

CREATE TABLE IF NOT EXISTS load_counts_v1
(
  load_id UInt64 COMMENT 'The attempt',
  file_id UInt64 COMMENT 'The file',
  disposition LowCardinality(String) COMMENT 'call, ignored or unreadable',
  reason LowCardinality(String) COMMENT 'Why it was ignored or unreadable',
  records UInt64 COMMENT 'How many',
  weeks Array(Date) COMMENT 'Weeks (Mondays) its calls fall in'
)
ENGINE = MergeTree()
ORDER BY (load_id, file_id)
COMMENT 'What became of the records of each file, per attempt.';

CREATE TABLE IF NOT EXISTS principals_v1
(
  provider LowCardinality(String) COMMENT 'System the fact is about',
  account LowCardinality(String) COMMENT 'Account the fact is about',
  principal_id String COMMENT 'The provider’s stable id, as in calls_v1; of a token with grants of its own (kind token), token# and its id',
  kind LowCardinality(String) COMMENT 'user, role, root, …',
  name String COMMENT 'Name for people',
  owner String COMMENT 'Who answers for it; empty if unknown',
  owner_basis String COMMENT 'Where the owner is known from',
  created_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When it was made',
  last_used_at Nullable(DateTime64(3, 'UTC')) COMMENT 'The provider’s own record of last use',
  tags Map(String, String) COMMENT 'Labels as set',
  trusts Array(String) COMMENT 'Who may become it, as written',
  granted_set UInt64 COMMENT 'What it may do (permission_sets_v1)',
  conditional_set UInt64 COMMENT 'Of that, only under conditions',
  scoped_set UInt64 COMMENT 'Of that, only on some resources',
  restricted_set UInt64 COMMENT 'Of that, partly denied',
  is_complete UInt8 COMMENT '0: some policy’s document is missing, so more may be granted',
  observed_at DateTime64(3, 'UTC') COMMENT 'When the inventory was taken; the latest before a date answers for that date'
)
ENGINE = ReplacingMergeTree()
ORDER BY (provider, principal_id, observed_at)
COMMENT 'Identities that tokens act as.';

CREATE TABLE IF NOT EXISTS tokens_v1
(
  provider LowCardinality(String) COMMENT 'System the fact is about',
  account LowCardinality(String) COMMENT 'Account the fact is about',
  token_id String COMMENT 'Public id, as in calls_v1',
  kind LowCardinality(String) COMMENT 'access-key, password, session, …',
  principal_id String COMMENT 'Identity it acts as',
  status LowCardinality(String) COMMENT 'active, inactive, expired or unknown',
  owner String COMMENT 'Who answers for it; empty if only the principal’s owner is known',
  owner_basis String COMMENT 'Where the owner is known from',
  created_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When it was made',
  expires_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When it ends by itself',
  last_used_at Nullable(DateTime64(3, 'UTC')) COMMENT 'The provider’s own record of last use',
  is_never_used UInt8 COMMENT '1: the provider’s own record says so, as far back as it goes',
  observed_at DateTime64(3, 'UTC') COMMENT 'When the inventory was taken; the latest before a date answers for that date'
)
ENGINE = ReplacingMergeTree()
ORDER BY (provider, token_id, observed_at)
COMMENT 'Credentials of principals, by public id. Never their values.';

CREATE TABLE IF NOT EXISTS roles_v1
(
  provider LowCardinality(String) COMMENT 'System the fact is about',
  account LowCardinality(String) COMMENT 'Account the fact is about',
  role_id String COMMENT 'The provider’s id, or the holder’s id and the inline name',
  kind LowCardinality(String) COMMENT 'managed, inline, boundary, organisation, …',
  name String COMMENT 'Name for people',
  document String COMMENT 'The native document, JSON' CODEC(ZSTD(3)),
  created_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When it was made',
  changed_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When its present content took effect',
  observed_at DateTime64(3, 'UTC') COMMENT 'When the inventory was taken; the latest before a date answers for that date'
)
ENGINE = ReplacingMergeTree()
ORDER BY (provider, role_id, observed_at)
COMMENT 'Named bundles of permissions, with their native documents.';

CREATE TABLE IF NOT EXISTS grants_v1
(
  provider LowCardinality(String) COMMENT 'System the fact is about',
  account LowCardinality(String) COMMENT 'Account the fact is about',
  principal_id String COMMENT 'Holder: a principal, or token# and the id of the one token that holds it',
  role_id String COMMENT 'Bundle it comes from',
  statement String COMMENT 'Which statement of the bundle',
  effect LowCardinality(String) COMMENT 'allow, deny or limit',
  permission_set UInt64 COMMENT 'Permissions it speaks of (permission_sets_v1)',
  resources Array(String) COMMENT 'Resource patterns it speaks of',
  is_conditional UInt8 COMMENT '1: it holds only under conditions',
  is_unknown UInt8 COMMENT '1: the bundle’s document is not known, so it gives more than is listed',
  path Array(String) COMMENT 'How the holder came to it, outermost first',
  since Nullable(DateTime64(3, 'UTC')) COMMENT 'Earliest moment from which it surely had this content',
  observed_at DateTime64(3, 'UTC') COMMENT 'When the inventory was taken; the latest before a date answers for that date'
)
ENGINE = ReplacingMergeTree()
ORDER BY (provider, principal_id, role_id, statement, path, observed_at)
COMMENT 'One statement of one role as held by one principal, and the path that gives it.';

CREATE TABLE IF NOT EXISTS permission_sets_v1
(
  provider LowCardinality(String) COMMENT 'System the fact is about',
  set_id UInt64 COMMENT 'Hash of the members',
  size UInt32 COMMENT 'How many members',
  members Array(UInt32) COMMENT 'Permission numbers, ascending' CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree()
ORDER BY (provider, set_id)
COMMENT 'Distinct sets of permissions; many principals share one.';

CREATE TABLE IF NOT EXISTS permissions_v1
(
  provider LowCardinality(String) COMMENT 'System the fact is about',
  permission String COMMENT 'Canonical name',
  permission_id UInt32 COMMENT 'Stable number within the provider, from 1',
  service LowCardinality(String) COMMENT 'Service it belongs to',
  level LowCardinality(String) COMMENT 'list, read, write, tag or permissions',
  recorded LowCardinality(String) COMMENT 'always, data or never',
  data_kind LowCardinality(String) COMMENT 'Switch that records it, where recorded = data'
)
ENGINE = ReplacingMergeTree()
ORDER BY (provider, permission)
COMMENT 'The provider’s catalogue: every permission it knows.';

CREATE TABLE IF NOT EXISTS operations_v1
(
  provider LowCardinality(String) COMMENT 'System the fact is about',
  source String COMMENT 'Service that logs the operation',
  operation String COMMENT 'Operation as logged',
  permissions Array(String) COMMENT 'Permissions it needs',
  basis LowCardinality(String) COMMENT 'named, mapped, none or unknown; gone: no longer an operation',
  category LowCardinality(String) COMMENT 'Kind of recording, where it is not the usual one',
  passes_role UInt8 COMMENT '1: its parameters can hand a role to a service',
  pattern String COMMENT 'What a request of it looks like (regular expression), where logs do not name it and forms cannot say it',
  forms Array(String) COMMENT 'What its requests look like, each parameter as {}, where logs do not name it'
)
ENGINE = ReplacingMergeTree()
ORDER BY (provider, source, operation)
COMMENT 'Which permissions a logged operation needs.';

CREATE TABLE IF NOT EXISTS last_accessed_v1
(
  provider LowCardinality(String) COMMENT 'System the fact is about',
  account LowCardinality(String) COMMENT 'Account the fact is about',
  principal_id String COMMENT 'Identity',
  service LowCardinality(String) COMMENT 'Service',
  permission String COMMENT 'Permission; empty for the service as a whole',
  used_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Last attempt, also a denied one; NULL means none in the tracking period',
  observed_at DateTime64(3, 'UTC') COMMENT 'When the inventory was taken; the latest before a date answers for that date'
)
ENGINE = ReplacingMergeTree()
ORDER BY (provider, principal_id, service, permission, observed_at)
COMMENT 'The provider’s own record of last use, per principal and service or permission.';

CREATE TABLE IF NOT EXISTS addresses_v1
(
  address String COMMENT 'As in calls_v1',
  kind LowCardinality(String) COMMENT 'public, cloud, private, service or unknown',
  country LowCardinality(String) COMMENT 'ISO 3166 alpha-2; empty if unknown',
  asn UInt32 COMMENT 'Autonomous system; 0 if unknown',
  network String COMMENT 'Name of the network, cloud or service',
  place String COMMENT 'Short text for people, as in usage_v1'
)
ENGINE = ReplacingMergeTree()
ORDER BY (address)
COMMENT 'Where each distinct calling address lies.';

CREATE TABLE IF NOT EXISTS agents_v1
(
  agent String COMMENT 'As in calls_v1',
  family String COMMENT 'aws-cli, boto3, terraform, console, …',
  kind LowCardinality(String) COMMENT 'sdk, cli, console, iac, browser, service or other'
)
ENGINE = ReplacingMergeTree()
ORDER BY (agent)
COMMENT 'Which family each distinct user agent belongs to.';

CREATE TABLE IF NOT EXISTS ledger_v1
(
  sequence UInt64 COMMENT 'Position, from 1',
  time DateTime64(3, 'UTC') COMMENT 'When it was decided or done',
  actor String COMMENT 'Who',
  act LowCardinality(String) COMMENT 'What: accepted, rejected, applied, rolled-back, …',
  subject_id String COMMENT 'On which token, principal, role, finding or proposal',
  detail String COMMENT 'The particulars, JSON without secrets',
  previous_hash String COMMENT 'Hash of the row before',
  hash String COMMENT 'SHA-256 over this row and previous_hash'
)
ENGINE = MergeTree()
ORDER BY (sequence)
COMMENT 'Append-only record of decisions and actions; each row seals the one before it.';

CREATE MATERIALIZED VIEW IF NOT EXISTS loads_to_calls_v1 TO calls_v1 AS
SELECT
  provider AS provider,
  account AS account,
  event_id AS event_id,
  call_id AS call_id,
  is_copy AS is_copy,
  time AS time,
  token_id AS token_id,
  token_kind AS token_kind,
  principal_id AS principal_id,
  principal_kind AS principal_kind,
  principal_account AS principal_account,
  session AS session,
  credential_id AS credential_id,
  via AS via,
  source AS source,
  operation AS operation,
  permissions AS permissions,
  basis AS basis,
  resource AS resource,
  resource_group AS resource_group,
  region AS region,
  outcome AS outcome,
  error_code AS error_code,
  denied_by AS denied_by,
  address AS address,
  agent AS agent,
  category AS category,
  file_id AS file_id
FROM loads_v1
WHERE disposition = 'call'
COMMENT 'Splits loads_v1 into calls_v1.';

CREATE MATERIALIZED VIEW IF NOT EXISTS loads_to_changes_v1 TO changes_v1 AS
SELECT
  provider AS provider,
  account AS account,
  event_id AS event_id,
  call_id AS call_id,
  time AS time,
  change AS change,
  subject_kind AS subject_kind,
  subject_id AS subject_id,
  object_id AS object_id,
  token_id AS actor_token_id,
  principal_id AS actor_principal_id,
  principal_kind AS actor_principal_kind,
  minted_session AS session,
  toString(outcome) AS outcome
FROM loads_v1
WHERE change != '' AND disposition = 'call'
COMMENT 'Splits loads_v1 into changes_v1.';

CREATE MATERIALIZED VIEW IF NOT EXISTS loads_to_counts_v1 TO load_counts_v1 AS
SELECT
  load_id AS load_id,
  file_id AS file_id,
  disposition AS disposition,
  reason AS reason,
  count() AS records,
  groupUniqArrayIf(toMonday(toDate(time)), disposition = 'call') AS weeks
FROM loads_v1
WHERE 1
GROUP BY load_id, file_id, disposition, reason
COMMENT 'Splits loads_v1 into load_counts_v1.';

CREATE TABLE IF NOT EXISTS profiles_v1
(
  provider LowCardinality(String) COMMENT 'System that logged the calls',
  week Date COMMENT 'Monday of the week',
  principal_id String COMMENT 'Identity the token acts as',
  principal_kind LowCardinality(String) COMMENT 'user, role, root, external, …',
  token_id String COMMENT 'Token; empty where calls name only a principal',
  token_kind LowCardinality(String) COMMENT 'access-key, session, …',
  account LowCardinality(String) COMMENT 'Account of the principal',
  allowed Array(UInt32) COMMENT 'Numbers of permissions with a call that succeeded' CODEC(Delta, ZSTD(1)),
  failed Array(UInt32) COMMENT 'Of calls that were let through and failed for another reason' CODEC(Delta, ZSTD(1)),
  denied Array(UInt32) COMMENT 'Of calls that were refused' CODEC(Delta, ZSTD(1)),
  calls UInt64 COMMENT 'Calls, each counted once',
  turned_away UInt64 COMMENT 'Of these, the ones whose credential was refused',
  first_seen DateTime('UTC') COMMENT 'First call',
  last_seen DateTime('UTC') COMMENT 'Last call',
  used_days Array(UInt16) COMMENT 'Days with a call whose credential was not refused, counted from 1970' CODEC(Delta, ZSTD(1)),
  last_used DateTime('UTC') COMMENT 'Last call whose credential was not refused; 1970 where there is none'
)
ENGINE = MergeTree()
PARTITION BY (provider, week)
ORDER BY (principal_id, token_id, principal_kind)
SETTINGS index_granularity = 512
COMMENT 'What each token of a principal used in a week, summed from usage_v1. Rebuilt by whole weeks.';

CREATE TABLE IF NOT EXISTS profiles_stage_v1
(
  provider LowCardinality(String) COMMENT 'System that logged the calls',
  week Date COMMENT 'Monday of the week',
  principal_id String COMMENT 'Identity the token acts as',
  principal_kind LowCardinality(String) COMMENT 'user, role, root, external, …',
  token_id String COMMENT 'Token; empty where calls name only a principal',
  token_kind LowCardinality(String) COMMENT 'access-key, session, …',
  account LowCardinality(String) COMMENT 'Account of the principal',
  allowed Array(UInt32) COMMENT 'Numbers of permissions with a call that succeeded' CODEC(Delta, ZSTD(1)),
  failed Array(UInt32) COMMENT 'Of calls that were let through and failed for another reason' CODEC(Delta, ZSTD(1)),
  denied Array(UInt32) COMMENT 'Of calls that were refused' CODEC(Delta, ZSTD(1)),
  calls UInt64 COMMENT 'Calls, each counted once',
  turned_away UInt64 COMMENT 'Of these, the ones whose credential was refused',
  first_seen DateTime('UTC') COMMENT 'First call',
  last_seen DateTime('UTC') COMMENT 'Last call',
  used_days Array(UInt16) COMMENT 'Days with a call whose credential was not refused, counted from 1970' CODEC(Delta, ZSTD(1)),
  last_used DateTime('UTC') COMMENT 'Last call whose credential was not refused; 1970 where there is none'
)
ENGINE = MergeTree()
PARTITION BY (provider, week)
ORDER BY (principal_id, token_id, principal_kind)
SETTINGS index_granularity = 512
COMMENT 'Weeks of profiles under construction.';

CREATE TABLE IF NOT EXISTS unmapped_v1
(
  provider LowCardinality(String) COMMENT 'System that logged the calls',
  principal_id String COMMENT 'Identity that called',
  source LowCardinality(String) COMMENT 'Service that logs the operation',
  day Date COMMENT 'UTC day'
)
ENGINE = MergeTree()
PARTITION BY (provider, toMonday(day))
ORDER BY (principal_id, source, day)
COMMENT 'Days on which a principal called operations, let through, that no permission is known for. Rebuilt by whole weeks.';

CREATE TABLE IF NOT EXISTS unmapped_stage_v1
(
  provider LowCardinality(String) COMMENT 'System that logged the calls',
  principal_id String COMMENT 'Identity that called',
  source LowCardinality(String) COMMENT 'Service that logs the operation',
  day Date COMMENT 'UTC day'
)
ENGINE = MergeTree()
PARTITION BY (provider, toMonday(day))
ORDER BY (principal_id, source, day)
COMMENT 'Weeks of unmapped calls under construction.';

ALTER TABLE tokens_v1 ADD COLUMN IF NOT EXISTS is_never_used UInt8 COMMENT '1: the provider’s own record says so, as far back as it goes';

CREATE TABLE IF NOT EXISTS links_v1
(
  provider LowCardinality(String) COMMENT 'System the fact is about',
  account LowCardinality(String) COMMENT 'Account the fact is about',
  stated_by String COMMENT 'Principal whose document says so',
  target_id String COMMENT 'Principal that may be become',
  from_kind LowCardinality(String) COMMENT 'principal, account, service, subject or anyone',
  from_id String COMMENT 'Its id; of subjects, the issuer that vouches for them',
  subjects Array(String) COMMENT 'Patterns of subjects; empty for other kinds',
  permission String COMMENT 'Permission that must be granted on the target besides',
  conditions Array(String) COMMENT 'What else must hold',
  document String COMMENT 'What says so, in words',
  observed_at DateTime64(3, 'UTC') COMMENT 'When the inventory was taken; the latest before a date answers for that date'
)
ENGINE = ReplacingMergeTree()
ORDER BY (provider, target_id, from_kind, from_id, stated_by, conditions, observed_at)
COMMENT 'Who may become whom, as documents say.';

CREATE TABLE IF NOT EXISTS documents_v1
(
  provider LowCardinality(String) COMMENT 'System the fact is about',
  document_id String COMMENT 'The provider’s id of it: a later one stands in its place',
  document String COMMENT 'What was read of it' CODEC(ZSTD(3)),
  observed_at DateTime64(3, 'UTC') COMMENT 'When the inventory was taken; the latest before a date answers for that date'
)
ENGINE = ReplacingMergeTree(observed_at)
ORDER BY (provider, document_id)
COMMENT 'Documents that a provider’s permissions follow from, where they are not known beforehand.';

ALTER TABLE operations_v1 ADD COLUMN IF NOT EXISTS pattern String COMMENT 'What a request of it looks like (regular expression), where logs do not name it and forms cannot say it';

CREATE TABLE IF NOT EXISTS seasons_v1
(
  provider LowCardinality(String) COMMENT 'System that logged the calls',
  week Date COMMENT 'Monday on which the season begins',
  principal_id String COMMENT 'Identity the token acts as',
  principal_kind LowCardinality(String) COMMENT 'user, role, root, external, …',
  token_id String COMMENT 'Token; empty where calls name only a principal',
  token_kind LowCardinality(String) COMMENT 'access-key, session, …',
  account LowCardinality(String) COMMENT 'Account of the principal',
  allowed Array(UInt32) COMMENT 'Numbers of permissions with a call that succeeded' CODEC(Delta, ZSTD(1)),
  failed Array(UInt32) COMMENT 'Of calls that were let through and failed for another reason' CODEC(Delta, ZSTD(1)),
  denied Array(UInt32) COMMENT 'Of calls that were refused' CODEC(Delta, ZSTD(1)),
  calls UInt64 COMMENT 'Calls, each counted once',
  turned_away UInt64 COMMENT 'Of these, the ones whose credential was refused',
  first_seen DateTime('UTC') COMMENT 'First call',
  last_seen DateTime('UTC') COMMENT 'Last call',
  used_days Array(UInt16) COMMENT 'Days with a call whose credential was not refused, counted from 1970' CODEC(Delta, ZSTD(1)),
  last_used DateTime('UTC') COMMENT 'Last call whose credential was not refused; 1970 where there is none'
)
ENGINE = MergeTree()
PARTITION BY (provider, week)
ORDER BY (principal_id, token_id, principal_kind)
SETTINGS index_granularity = 512
COMMENT 'What each token of a principal used in thirteen weeks, summed from profiles_v1. Rebuilt by whole seasons.';

CREATE TABLE IF NOT EXISTS seasons_stage_v1
(
  provider LowCardinality(String) COMMENT 'System that logged the calls',
  week Date COMMENT 'Monday on which the season begins',
  principal_id String COMMENT 'Identity the token acts as',
  principal_kind LowCardinality(String) COMMENT 'user, role, root, external, …',
  token_id String COMMENT 'Token; empty where calls name only a principal',
  token_kind LowCardinality(String) COMMENT 'access-key, session, …',
  account LowCardinality(String) COMMENT 'Account of the principal',
  allowed Array(UInt32) COMMENT 'Numbers of permissions with a call that succeeded' CODEC(Delta, ZSTD(1)),
  failed Array(UInt32) COMMENT 'Of calls that were let through and failed for another reason' CODEC(Delta, ZSTD(1)),
  denied Array(UInt32) COMMENT 'Of calls that were refused' CODEC(Delta, ZSTD(1)),
  calls UInt64 COMMENT 'Calls, each counted once',
  turned_away UInt64 COMMENT 'Of these, the ones whose credential was refused',
  first_seen DateTime('UTC') COMMENT 'First call',
  last_seen DateTime('UTC') COMMENT 'Last call',
  used_days Array(UInt16) COMMENT 'Days with a call whose credential was not refused, counted from 1970' CODEC(Delta, ZSTD(1)),
  last_used DateTime('UTC') COMMENT 'Last call whose credential was not refused; 1970 where there is none'
)
ENGINE = MergeTree()
PARTITION BY (provider, week)
ORDER BY (principal_id, token_id, principal_kind)
SETTINGS index_granularity = 512
COMMENT 'Seasons under construction.';

CREATE TABLE IF NOT EXISTS habits_v1
(
  fleet UInt8 COMMENT 'Always 0: there is one fleet in a store',
  days Array(Array(UInt16)) COMMENT 'Of each token the days with use, ascending, counted from 1970',
  learnt_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When'
)
ENGINE = ReplacingMergeTree(learnt_at)
ORDER BY (fleet)
COMMENT 'When some tokens, picked at random, were used: what is typical of the fleet. Learnt after every load; the latest counts.';

ALTER TABLE profiles_v1 ADD COLUMN IF NOT EXISTS used_days Array(UInt16) COMMENT 'Days with a call whose credential was not refused, counted from 1970' CODEC(Delta, ZSTD(1));

ALTER TABLE profiles_v1 ADD COLUMN IF NOT EXISTS last_used DateTime('UTC') COMMENT 'Last call whose credential was not refused; 1970 where there is none';

ALTER TABLE profiles_stage_v1 ADD COLUMN IF NOT EXISTS used_days Array(UInt16) COMMENT 'Days with a call whose credential was not refused, counted from 1970' CODEC(Delta, ZSTD(1));

ALTER TABLE profiles_stage_v1 ADD COLUMN IF NOT EXISTS last_used DateTime('UTC') COMMENT 'Last call whose credential was not refused; 1970 where there is none';

ALTER TABLE operations_v1 ADD COLUMN IF NOT EXISTS forms Array(String) COMMENT 'What its requests look like, each parameter as {}, where logs do not name it';

CREATE TABLE IF NOT EXISTS recordings_v1
(
  provider LowCardinality(String) COMMENT 'System whose settings these are',
  account String COMMENT 'Account it speaks of',
  recorder String COMMENT 'What records, for example a trail',
  category String COMMENT 'Kind of recording: management-read, management-write, data:…',
  access LowCardinality(String) COMMENT 'all, read or write: which calls of the kind',
  resources Array(String) COMMENT 'Resources it is limited to; empty means all',
  except_sources Array(String) COMMENT 'Services whose calls are left out',
  regions Array(String) COMMENT 'Regions it is limited to; empty means all',
  limits Array(String) COMMENT 'Further limits in words; with any, absence of a call proves nothing',
  state LowCardinality(String) COMMENT 'on, off or unknown',
  observed_at DateTime64(3, 'UTC') COMMENT 'When the setting was exported'
)
ENGINE = ReplacingMergeTree()
ORDER BY (provider, account, observed_at, recorder, category, access, resources)
COMMENT 'What a source says of itself that it records, from exported logging settings; every export by itself.';

ALTER TABLE files_v1 ADD COLUMN IF NOT EXISTS account String COMMENT 'Account that it was said to be of when it was loaded; empty where nobody said';
