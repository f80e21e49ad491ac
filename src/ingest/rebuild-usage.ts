import { rebuildWeeks } from '../store/rebuild-weeks.ts';
import type { Store } from '../store/store.ts';
import type { Weeks } from './rebuild-profiles.ts';

/** Telling copies apart takes memory for every call, so a step of more calls than this is summed up part by part. */
const callsPerPartMax = 4_000_000;

/** Rebuilds the usage of whole weeks from their calls, of which there are `calls`. */
export async function rebuildUsage(
  store: Store,
  { provider, weeks }: Weeks,
  calls: number,
  callsPerPart = callsPerPartMax,
): Promise<void> {
  await rebuildWeeks(store, {
    what: 'usage',
    insert: insertUsage,
    params: { provider, weeks },
    parts: Math.ceil(calls / callsPerPart),
  });
}

/**
 * Every call of a part of the weeks once: what is summed up together lies in one part, and so do copies. A call may be held in several equal copies until the engine merges them; and the log
 * of a called account repeats what the caller’s own log tells better: that copy counts only where no other is held. What tells
 * of a request in parts has the request’s id before a `#`.
 */
const calls = `
  SELECT *
  FROM calls_v1
  WHERE provider = {provider: String}
    AND has({weeks: Array(String)}, toString(toMonday(toDate(time))))
    AND cityHash64(token_id, principal_id, toDate(time)) % {parts: UInt32} = {part: UInt32}
    AND NOT (is_copy AND call_id IN (
      SELECT splitByChar('#', call_id)[1] FROM calls_v1
      WHERE provider = {provider: String} AND NOT is_copy AND call_id != event_id
        AND has({weeks: Array(String)}, toString(toMonday(toDate(time))))))
  LIMIT 1 BY call_id`;

const insertUsage = `
INSERT INTO usage_stage_v1
  (provider, account, token_id, token_kind, principal_id, principal_kind, permission, permission_id, basis, outcome, day,
   resource_group, place, agent, uses, calls, first_seen, last_seen, sample)
SELECT
  provider, principal_account, token_id, any(token_kind), principal_id, any(principal_kind), needed, any(known.permission_id),
  any(basis), outcome, toDate(time) AS day, resource_group, addresses.place, agents.family, count(), countIf(position = 1),
  min(time), max(time), min(event_id)
FROM (
  SELECT provider, principal_account, token_id, token_kind, principal_id, principal_kind, basis, outcome, time,
    resource_group, address, agent, event_id, position, needed
  FROM (${calls})
  ARRAY JOIN if(empty(permissions), [''], permissions) AS needed, arrayEnumerate(if(empty(permissions), [''], permissions)) AS position
) AS uses
LEFT ANY JOIN (SELECT permission, permission_id FROM permissions_v1 WHERE provider = {provider: String}) AS known
  ON known.permission = uses.needed
LEFT ANY JOIN (SELECT address, place FROM addresses_v1) AS addresses ON addresses.address = uses.address
LEFT ANY JOIN (SELECT agent, family FROM agents_v1) AS agents ON agents.agent = uses.agent
GROUP BY provider, principal_account, token_id, principal_id, needed, outcome, day, resource_group, addresses.place, agents.family`;
