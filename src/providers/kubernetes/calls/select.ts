import { callOutputs, type Expressions, layered } from '../../shared/calls/layers.ts';
import { changes } from './changes.ts';
import { recordsIn } from './envelope.ts';
import { identity } from './identity.ts';
import { operation, resource } from './operation.ts';
import { outcome } from './outcome.ts';
import { recordColumns } from './record.ts';

/** What becomes of an event; only a call is kept, everything else is counted with its reason. */
const disposition: Expressions = {
  r_time: `multiIf(r_received != '', r_received, r_timestamp != '', r_timestamp, r_staged != '', r_staged, m_created)`,
  // Left alone, the engine makes up a missing year and carries an impossible hour over into the next day.
  seen_at: `if(
    match(r_time, '^[1-9][0-9]{3}-[01][0-9]-(0[1-9]|[123][0-9])[T ]([01][0-9]|2[0-3]):[0-5][0-9]:'),
    parseDateTime64BestEffortOrNull(r_time, 3, 'UTC'),
    NULL)`,
  reason: `multiIf(
    auditID = '' AND r_verb = '' AND r_uri = '', if(is_json, 'not a Kubernetes audit event', 'broken JSON'),
    stage = 'RequestReceived', 'stage before the outcome',
    r_verb = '', 'event without a verb',
    NOT is_resource AND path = '', 'event without a target',
    isNull(seen_at), 'event without a readable time',
    seen_at < toDateTime('2014-01-01 00:00:00', 'UTC') OR toUnixTimestamp64Milli(assumeNotNull(seen_at)) > (toInt64({now: UInt32}) + 86400) * 1000, 'event with an impossible time',
    u_name = '' AND status != 401, 'event without a caller',
    '')`,
  disposition: `multiIf(
    reason = '', 'call',
    reason IN ('not a Kubernetes audit event', 'stage before the outcome'), 'ignored',
    'unreadable')`,
};

const call: Expressions = {
  time: 'assumeNotNull(seen_at)',
  // The stages of one request share its id. Requests that go on for long are recorded once they begin, and again once they
  // end: the end tells more, and stands for both where it is held.
  is_long: "verb = 'watch' OR o_sub IN ('exec', 'attach', 'portforward', 'proxy', 'log')",
  is_copy: "stage = 'ResponseStarted'",
  request_id: `if(auditID != '', substring(auditID, 1, 100), lower(hex(sipHash128(
      r_time, r_verb, r_uri, u_name, i_name, o_group, o_resource, o_sub, o_namespace, o_name, s_code, addresses, r_agent))))`,
  call_id: "concat(request_id, if(on_behalf, '/as', ''))",
  event_id: "concat(call_id, multiIf(is_copy, '/started', is_long, '/ended', ''))",
  region: "''",
  address: 'substring(addresses[1], 1, 128)',
  agent: 'substring(r_agent, 1, 256)',
};

/** The one SELECT from audit events to calls and changes. `source` yields `(line String, file_id UInt64)`. */
export function selectCalls(source: string, envelope: string): string {
  const records = `SELECT file_id, is_json, arrayJoin(found) AS r FROM (${recordsIn(source, envelope)})`;
  // A request on behalf of another identity needs two permissions, of two identities: it is two calls.
  const isDouble =
    "tupleElement(tupleElement(r, 'impersonatedUser'), 'username') != '' AND tupleElement(r, 'stage') != 'RequestReceived'";
  const parts = {
    sql: `SELECT file_id, is_json, r, arrayJoin(if(${isDouble}, [0, 1], [0])) AS part FROM (${records})`,
    columns: ['file_id', 'is_json', 'r', 'part'],
  };
  const rows = layered(
    parts,
    {
      ...recordColumns,
      ...operation,
      ...resource,
      ...outcome,
      ...identity,
      ...disposition,
      ...call,
      ...changes,
    },
    callOutputs,
  );
  return `SELECT 'kubernetes' AS provider, * FROM (${rows})`;
}
