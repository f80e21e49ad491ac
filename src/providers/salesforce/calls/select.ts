import { callOutputs, type Expressions, layered } from '../../shared/calls/layers.ts';
import { recordsIn } from '../../shared/calls/wrapped-records.ts';
import { changes } from './changes.ts';
import { identity } from './identity.ts';
import { knownObjects, mapped, mapping, operation } from './operation.ts';
import { outcome } from './outcome.ts';
import {
  csvColumns,
  record,
  recordColumns,
  setupColumns,
  setupTableColumns,
  tableColumns,
} from './record.ts';
import { setup } from './setup.ts';

/** What becomes of an event; only a call is kept, everything else is counted with its reason. */
const disposition: Expressions = {
  r_time: "if(r_derived != '', r_derived, r_timestamp)",
  plain_time: `replaceRegexpOne(if(family = 'trail', setup_time, r_time), '^([1-9][0-9]{3})([01][0-9])([0-3][0-9])([0-2][0-9])([0-5][0-9])([0-5][0-9])', '\\\\1-\\\\2-\\\\3 \\\\4:\\\\5:\\\\6')`,
  // Left alone, the engine makes up a missing year and carries an impossible hour over into the next day.
  seen_at: `if(
    match(plain_time, '^(19|20|21)[0-9]{2}-[01][0-9]-(0[1-9]|[123][0-9])[T ]([01][0-9]|2[0-3]):[0-5][0-9].*$'),
    parseDateTime64BestEffortOrNull(plain_time, 3, 'UTC'),
    NULL)`,
  reason: `multiIf(
    named_type = '' AND r_time = '', if(is_json, if(is_row, 'row without an event type', 'not a Salesforce event'), 'broken JSON'),
    named_type = '', 'event without a type',
    named_type = 'EVENT_TYPE', 'header line',
    family = '', 'event that is neither an API request nor a sign-in',
    isNull(seen_at), 'event without a readable time',
    seen_at < toDateTime('2000-01-01 00:00:00', 'UTC') OR toUnixTimestamp64Milli(assumeNotNull(seen_at)) > (toInt64({now: UInt32}) + 86400) * 1000, 'event with an impossible time',
    principal_id = 'unknown', 'event without a caller',
    '')`,
  disposition: `multiIf(
    reason = '', 'call',
    reason IN ('not a Salesforce event', 'header line', 'event that is neither an API request nor a sign-in', 'event without a caller'), 'ignored',
    'unreadable')`,
};

const call: Expressions = {
  time: 'assumeNotNull(seen_at)',
  // Of the files of a day and of its hours, each holds the same rows.
  row_hash: `lower(hex(sipHash128(
      r_time, named_type, user_id, named_app, r_session, r_login, method, r_uri, r_api_resource, plain_method, named_objects,
      r_rows, r_job, r_status, r_request_status, r_address, r_login_type, r_login_status, r_feature)))`,
  part: "if(objects_count > 1, concat('/', object), '')",
  event_id: `multiIf(
    r_id != '', concat(substring(r_id, 1, 64), part),
    family = 'trail', if(r_setup_id != '', substring(r_setup_id, 1, 64), lower(hex(sipHash128(r_time, user_id, r_user_name, r_setup_text, r_setup_section)))),
    r_request != '', concat(substring(r_request, 1, 48), '/', row_hash, part),
    concat(row_hash, part))`,
  // One request is told by the log of all usage as a whole, and by that of its interface object by object.
  call_id: `multiIf(
    r_request = '' OR r_id != '' OR NOT is_api, event_id,
    is_total, concat(replaceAll(substring(r_request, 1, 48), '#', ''), part),
    concat(replaceAll(substring(r_request, 1, 48), '#', ''), '#', object, '/', verb))`,
  is_copy: "is_total AND r_request != ''",
  resource: `substring(multiIf(object != '', object, family = 'setup', feature, family = 'trail', r_setup_section, path), 1, 1024)`,
  resource_group: "if(object != '', object, '')",
  region: "''",
  address: "substring(if(r_address != '', r_address, r_source_address), 1, 128)",
  // What a client calls itself is told as a number, except where people sign in.
  agent: `substring(multiIf(
    r_agent != '' AND NOT match(r_agent, '^[0-9.]+$'), r_agent,
    r_browser != '', r_browser,
    r_client_name), 1, 256)`,
};

/** Event log files, which are tables; everything else is JSON. */
export const tables = { csv: csvColumns, setup: setupColumns } as const;

/** The one SELECT from events to calls and changes: rows of event log files, or JSON. */
export function selectCalls(source: string, envelope: string): string {
  const isTable = Object.hasOwn(tables, envelope);
  const records = isTable
    ? { sql: source, columns: ['file_id', ...(envelope === 'setup' ? setupColumns : csvColumns)] }
    : {
        sql: `SELECT file_id, is_json, arrayJoin(found) AS r FROM (${recordsIn(record, source, envelope)})`,
        columns: ['file_id', 'is_json', 'r'],
      };
  const spread = isTable
    ? { ...(envelope === 'setup' ? setupTableColumns : tableColumns), is_json: '1', is_row: '1' }
    : { ...recordColumns, is_row: '0' };
  const read = { ...spread, ...operation };
  const columns = [...new Set(['file_id', 'is_json', ...Object.keys(read)])];
  // The join comes first because it also gathers the blocks of many small files into large ones.
  const joined = `
    SELECT *
    FROM (${layered(records, read, columns)}) AS record
    LEFT ANY JOIN (${mapping}) AS mapping ON mapped_key = operation_key`;
  const rows = layered(
    { sql: joined, columns: [...columns, 'mapped', 'mapped_source'] },
    { ...setup, ...outcome, ...identity, ...disposition, ...changes, ...mapped, ...call },
    callOutputs,
  );
  return `WITH known_objects AS (${knownObjects})
SELECT 'salesforce' AS provider, * FROM (${rows})`;
}
