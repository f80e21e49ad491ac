import { callOutputs, type Expressions, layered } from '../../shared/calls/layers.ts';
import { recordsIn } from '../../shared/calls/wrapped-records.ts';
import { caller } from './caller.ts';
import { changes } from './changes.ts';
import { mapping, needs, operation } from './operation.ts';
import { outcome } from './outcome.ts';
import { record, recordColumns } from './record.ts';
import { token } from './token.ts';

/** What becomes of an event; only a call is kept, everything else is counted with its reason. */
const disposition: Expressions = {
  // Left alone, the engine makes up a missing year and carries an impossible hour over into the next day.
  seen_at: `if(match(r_published, '^[1-9][0-9]{3}-[01][0-9]-(0[1-9]|[123][0-9])T([01][0-9]|2[0-3]):[0-5][0-9]'),
    parseDateTime64BestEffortOrNull(r_published, 3, 'UTC'), NULL)`,
  reason: `multiIf(
    event = '' AND r_id = '' AND r_published = '', if(is_json, 'not an Okta System Log event', 'broken JSON'),
    event = '', 'event without a type',
    isNull(seen_at), 'event without a readable time',
    seen_at < toDateTime('2009-01-01 00:00:00', 'UTC') OR toUnixTimestamp(seen_at) > {now: UInt32} + 86400, 'event with an impossible time',
    '')`,
  disposition: `multiIf(
    reason = '', 'call',
    reason = 'not an Okta System Log event', 'ignored',
    'unreadable')`,
};

/** What an event is about, by where it comes from; else its first target. */
const call: Expressions = {
  time: 'assumeNotNull(seen_at)',
  event_id: `if(r_id != '', substring(r_id, 1, 128), lower(hex(sipHash128(
      r_published, event, actor_id, r_result, r_reason, r_address, r_agent, r_token, r_transaction, toString(targets)))))`,
  call_id: 'event_id',
  is_copy: '0',
  wanted_type:
    "transform(source, ['user', 'group', 'application', 'app'], ['User', 'UserGroup', 'AppInstance', 'AppInstance'], '')",
  found_target: "arrayFirst(t -> tupleElement(t, 'type') = wanted_type, targets)",
  target: "if(tupleElement(found_target, 'id') != '', found_target, targets[1])",
  target_kind: `transform(tupleElement(target, 'type'), ['User', 'UserGroup', 'AppInstance'], ['user', 'group', 'app'],
    lower(replaceAll(tupleElement(target, 'type'), ' ', '-')))`,
  resource: `if(tupleElement(target, 'id') IN ('', 'unknown'), '', substring(concat(target_kind, '/', tupleElement(target, 'id')), 1, 1024))`,
  resource_group: "if(resource = '', '', concat(target_kind, '/*'))",
  region: "''",
  address: 'substring(r_address, 1, 128)',
  agent: "if(lower(r_agent) IN ('unknown', 'unknown-download'), '', substring(r_agent, 1, 256))",
};

/** The one SELECT from lines of the System Log to calls and changes. `source` yields `(line String, file_id UInt64)`. */
export function selectCalls(source: string, envelope: string): string {
  const records = {
    sql: `SELECT file_id, is_json, arrayJoin(found) AS r FROM (${recordsIn(record, source, envelope)})`,
    columns: ['file_id', 'is_json', 'r'],
  };
  const read = { ...recordColumns, ...operation };
  const columns = ['file_id', 'is_json', ...Object.keys(read)];
  // The join comes first because it also gathers the blocks of many small files into large ones.
  const joined = `
    SELECT *
    FROM (${layered(records, read, columns)}) AS record
    LEFT ANY JOIN (${mapping}) AS mapping ON mapped_operation = operation_key`;
  const rows = layered(
    { sql: joined, columns: [...columns, 'mapped', 'mapped_basis'] },
    { ...outcome, ...caller, ...needs, ...token, ...disposition, ...call, ...changes },
    callOutputs,
  );
  return `WITH named_events AS (SELECT operation FROM operations_v1 WHERE provider = 'okta')
SELECT 'okta' AS provider, * FROM (${rows})`;
}
