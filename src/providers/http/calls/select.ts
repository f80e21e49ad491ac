import { callOutputs, type Expressions, layered } from '../../shared/calls/layers.ts';
import { documentsIn } from './documents.ts';
import { identity } from './identity.ts';
import { outcome } from './outcome.ts';
import { recordColumns } from './record.ts';
import { mapped, mapping, matching, request, routeTables } from './request.ts';

/** What becomes of a record; only a call is kept, everything else is counted with its reason. */
const disposition: Expressions = {
  time_text: `trim(BOTH '[]' FROM t_time)`,
  // Left alone, the engine makes up a missing year and carries an impossible hour over into the next day.
  seen_at: `multiIf(
    match(time_text, '^[0-3][0-9]/[A-Z][a-z]{2}/[12][0-9]{3}:[012][0-9]:[0-5][0-9]:[0-5][0-9] [+-][0-9]{4}$'),
      parseDateTime64BestEffortOrNull(concat(substring(time_text, 1, 11), ' ', substring(time_text, 13)), 3, 'UTC'),
    match(time_text, '^[12][0-9]{3}-[01][0-9]-[0-3][0-9][T ][012][0-9]:[0-5][0-9]'), parseDateTime64BestEffortOrNull(time_text, 3, 'UTC'),
    match(time_text, '^[1-9][0-9]{18}$'), fromUnixTimestamp64Milli(intDiv(toInt64OrZero(time_text), 1000000), 'UTC'),
    match(time_text, '^[1-9][0-9]{15}$'), fromUnixTimestamp64Milli(intDiv(toInt64OrZero(time_text), 1000), 'UTC'),
    match(time_text, '^[1-9][0-9]{12}([.][0-9]*)?$'), fromUnixTimestamp64Milli(toInt64OrZero(substring(time_text, 1, 13)), 'UTC'),
    match(time_text, '^[1-9][0-9]{9}([.][0-9]*)?$'), fromUnixTimestamp64Milli(toInt64(toFloat64OrZero(time_text) * 1000), 'UTC'),
    NULL)`,
  is_text: "NOT startsWith(doc, '{')",
  is_request:
    "called_name != '' OR match(method, '^[A-Z]{3,16}$') AND (called_path != '' OR told_route != '' OR is_routeless)",
  reason: `multiIf(
    is_text AND t_time = '' AND match(doc, '^[0-9/-]{10}[ T][0-9:]{8}[^ ]* \\\\[(debug|info|notice|warn|error|crit|alert|emerg)\\\\]'), 'line of an error log',
    is_text AND t_time = '' AND t_status = '', 'line of no known format',
    is_broken, 'broken JSON',
    t_product IN ('CloudTrail', 'AWS CloudTrail', 'Amazon EKS'), 'call of AWS or Kubernetes: load its own log',
    t_class NOT IN ('', '6003'), 'OCSF event that is no API activity',
    is_span AND (t_kind NOT IN ('2', 'SPAN_KIND_SERVER') OR NOT is_request), 'span that serves no request',
    NOT is_request AND t_class != '', 'API activity that names no HTTP request',
    NOT is_request AND t_status != '' AND t_time != '', 'request that is no HTTP',
    NOT is_request, if(is_text, 'line of no known format', 'not a request'),
    isNull(seen_at), 'request without a readable time',
    seen_at < toDateTime('2000-01-01 00:00:00', 'UTC') OR toUnixTimestamp(seen_at) > {now: UInt32} + 86400, 'request with an impossible time',
    '')`,
  disposition: `multiIf(
    reason = '', 'call',
    reason IN ('line of no known format', 'broken JSON', 'request without a readable time', 'request with an impossible time'), 'unreadable',
    'ignored')`,
};

const call: Expressions = {
  time: 'assumeNotNull(seen_at)',
  request_id: "if(t_id IN ('', '-'), '', substring(t_id, 1, 128))",
  event_id: "if(request_id != '', request_id, lower(hex(sipHash128(doc))))",
  // Callers may choose the id of a request: alone, it does not make two calls one.
  call_id:
    "if(request_id != '', lower(hex(sipHash128(request_id, t_time, method, concat(target, called_name)))), event_id)",
  is_copy: '0',
  resource: "if(route_at = 0, '', operation)",
  resource_group: 'substring(resource, 1, 256)',
  region: "''",
  found_address:
    "if(isIPv4String(t_address), t_address, extract(t_address, '((?:[0-9]{1,3}[.]){3}[0-9]{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)'))",
  address: "substring(if(found_address != '', found_address, if(t_address = '-', '', t_address)), 1, 128)",
  agent: "substring(if(t_agent = '-', '', t_agent), 1, 256)",
  change: "''",
  subject_kind: "''",
  subject_id: "''",
  object_id: "''",
  minted_session: "''",
};

/** The one SELECT from records of gateways to calls. `source` yields `(line String, file_id UInt64)`. */
export function selectCalls(source: string, envelope: string): string {
  const documents = { sql: documentsIn(source, envelope), columns: ['file_id', 'doc', 'is_span'] };
  const read = { ...recordColumns(envelope), ...request, ...matching };
  const kept = Object.keys(read).filter((name) => name.startsWith('t_'));
  const columns = [
    ...[
      'file_id',
      'doc',
      'is_span',
      ...kept,
      'method',
      'target',
      'called_name',
      'called_path',
      'told_route',
      'is_routeless',
      'query_secret',
    ],
    ...['route_at', 'source', 'operation', 'is_broken'],
  ];
  // The join comes first because it also gathers the blocks of many small files into large ones.
  const joined = `
    SELECT *
    FROM (${layered(documents, read, columns)}) AS record
    LEFT ANY JOIN (${mapping}) AS mapping ON mapped_source = source AND mapped_operation = operation`;
  const rows = layered(
    { sql: joined, columns: [...columns, 'mapped', 'mapped_basis'] },
    { ...outcome, ...identity, ...disposition, ...call, ...mapped },
    callOutputs,
  );
  const tables = Object.entries(routeTables).map(([name, sql]) => `${sql} AS ${name}`);
  return `WITH ${tables.join(',\n  ')}
SELECT 'http' AS provider, * FROM (${rows})`;
}
