import { rebuildWeeks } from '../store/rebuild-weeks.ts';
import type { Store } from '../store/store.ts';
import { callsWithin, type Weeks } from './weeks.ts';

/** How much there is to sum up. */
export interface Amount {
  /** Calls, each as often as it needs permissions. */
  readonly uses: number;
  /** Whether there are calls of which another log may tell, too. */
  readonly hasCopies: boolean;
}

/** Telling equal calls apart takes memory for each, so more uses than this are summed up part by part. */
const usesPerPartMax = 4_000_000;

/** Rebuilds the usage of whole weeks from their calls. */
export async function rebuildUsage(
  store: Store,
  { provider, weeks }: Weeks,
  { uses, hasCopies }: Amount,
  usesPerPart = usesPerPartMax,
): Promise<void> {
  await rebuildWeeks(store, {
    what: 'usage',
    insert: usageInsert(hasCopies),
    params: { provider, weeks },
    parts: Math.ceil(uses / usesPerPart),
  });
}

/**
 * Every call of a part of the weeks once: what is summed up together lies in one part, and so do equal records, of which
 * several may be held until the engine merges them.
 */
function callsOnce(hasCopies: boolean): string {
  return `
  SELECT *
  FROM calls_v1
  WHERE ${callsWithin}
    AND cityHash64(token_id, principal_id, toDate(time)) % {parts: UInt32} = {part: UInt32}
    ${hasCopies ? `AND ${isToldBest}` : ''}
  LIMIT 1 BY call_id`;
}

/**
 * The log of a called account repeats what the caller’s own log tells better: that copy counts only where no other is held.
 * What tells of a request in parts has the request’s id before a `#`.
 */
const isToldBest = `NOT (is_copy AND call_id IN (
      SELECT splitByChar('#', call_id)[1] FROM calls_v1 WHERE ${callsWithin} AND NOT is_copy AND call_id != event_id))`;

const usageInsert = (hasCopies: boolean): string => `
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
  FROM (${callsOnce(hasCopies)})
  ARRAY JOIN if(empty(permissions), [''], permissions) AS needed, arrayEnumerate(if(empty(permissions), [''], permissions)) AS position
) AS uses
LEFT ANY JOIN (SELECT permission, permission_id FROM permissions_v1 WHERE provider = {provider: String}) AS known
  ON known.permission = uses.needed
LEFT ANY JOIN (SELECT address, place FROM addresses_v1) AS addresses ON addresses.address = uses.address
LEFT ANY JOIN (SELECT agent, family FROM agents_v1) AS agents ON agents.agent = uses.agent
GROUP BY provider, principal_account, token_id, principal_id, needed, outcome, day, resource_group, addresses.place, agents.family`;
