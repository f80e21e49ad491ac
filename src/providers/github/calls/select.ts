import { callOutputs, type Expressions, layered } from '../../shared/calls/layers.ts';
import { recordsIn } from '../../shared/calls/wrapped-records.ts';
import { changes } from './changes.ts';
import { identity } from './identity.ts';
import { mapped, mapping, operation } from './operation.ts';
import { outcome } from './outcome.ts';
import { csvColumns, record, recordColumns, tableColumns } from './record.ts';

/** What becomes of an event; only a call is kept, everything else is counted with its reason. */
const disposition: Expressions = {
  r_time: `multiIf(r_timestamp != '', r_timestamp, r_timestamp_renamed != '', r_timestamp_renamed, r_created)`,
  // Left alone, the engine makes up a missing year and carries an impossible hour over into the next day.
  seen_at: `multiIf(
    match(r_time, '^[1-9][0-9]{12}([.]0*)?$'), fromUnixTimestamp64Milli(toInt64OrZero(substring(r_time, 1, 13)), 'UTC'),
    match(r_time, '^[1-9][0-9]{9}([.][0-9]*)?$'), fromUnixTimestamp64Milli(toInt64(toFloat64OrZero(r_time) * 1000), 'UTC'),
    match(r_time, '^[1-9][0-9]{3}-[01][0-9]-(0[1-9]|[123][0-9])([T ]([01][0-9]|2[0-3]):[0-5][0-9].*)?$'), parseDateTime64BestEffortOrNull(r_time, 3, 'UTC'),
    NULL)`,
  reason: `multiIf(
    action = '' AND r_id = '' AND r_time = '', if(is_json, 'not a GitHub audit-log event', 'broken JSON'),
    action = '', 'event without an action',
    isNull(seen_at), 'event without a readable time',
    seen_at < toDateTime('2008-01-01 00:00:00', 'UTC') OR toUnixTimestamp64Milli(assumeNotNull(seen_at)) > (toInt64({now: UInt32}) + 86400) * 1000, 'event with an impossible time',
    action = 'api.request' AND r_route = '' AND r_path = '', 'request without a route',
    principal_id = 'unknown' AND token_id = '' AND access = '', 'event without a caller',
    '')`,
  disposition: `multiIf(
    reason = '', 'call',
    reason IN ('not a GitHub audit-log event', 'event without a caller'), 'ignored',
    'unreadable')`,
};

const call: Expressions = {
  time: 'assumeNotNull(seen_at)',
  event_id: `if(r_id != '', substring(r_id, 1, 128), lower(hex(sipHash128(
      r_time, action, actor, account, repo, r_method, route, r_status, hash, token_number, r_address, r_agent, r_user, r_team))))`,
  call_id: 'event_id',
  is_copy: '0',
  resource: "substring(multiIf(repo != '', repo, r_team != '', r_team, account), 1, 1024)",
  resource_group: 'substring(resource, 1, 256)',
  region: "''",
  address: 'substring(r_address, 1, 128)',
  agent: 'substring(r_agent, 1, 256)',
};

/** Logs exported as CSV; everything else is JSON. */
export const tables = { csv: csvColumns } as const;

/**
 * The one SELECT from lines of the audit log to calls and changes. `source` yields `(line String, file_id UInt64)`, or the
 * columns of a table.
 */
export function selectCalls(source: string, envelope: string): string {
  const isTable = Object.hasOwn(tables, envelope);
  const records = isTable
    ? {
        sql: `SELECT file_id, ${Object.entries(tableColumns)
          .map(([name, value]) => `${value} AS ${name}`)
          .join(', ')} FROM (${source})`,
        columns: ['file_id', ...Object.keys(tableColumns)],
      }
    : {
        sql: `SELECT file_id, is_json, arrayJoin(found) AS r FROM (${recordsIn(record, source, envelope)})`,
        columns: ['file_id', 'is_json', 'r'],
      };
  const read = { ...(isTable ? { is_json: '1' } : recordColumns), ...operation };
  const columns = [
    ...new Set([...(isTable ? records.columns : ['file_id', 'is_json']), ...Object.keys(read)]),
  ];
  // The join comes first because it also gathers the blocks of many small files into large ones.
  const joined = `
    SELECT *
    FROM (${layered(records, read, columns)}) AS record
    LEFT ANY JOIN (${mapping}) AS mapping ON mapped_source = source AND mapped_operation = operation_key`;
  const rows = layered(
    { sql: joined, columns: [...columns, 'mapped', 'mapped_basis', 'reached'] },
    { ...outcome, ...identity, ...disposition, ...call, ...changes, ...mapped },
    callOutputs,
  );
  return `WITH named_actions AS (SELECT operation FROM operations_v1 WHERE provider = 'github' AND source IN ('audit', 'git'))
SELECT 'github' AS provider, * FROM (${rows})`;
}
