import { z } from 'zod';
import { rebuildWeeks } from '../store/rebuild-weeks.ts';
import type { Store } from '../store/store.ts';
import type { OnProgress } from './progress.ts';
import { rebuildProfiles, rebuildUnmapped } from './rebuild-profiles.ts';

/** Weeks whose calls together stay under this are rebuilt in one statement: larger sums take longer in all, and more memory. */
const callsPerStepMax = 1_000_000;

/**
 * Rebuilds usage and coverage of whole weeks from their calls and puts them in place of the old ones.
 * Repeating it changes nothing; a crash in between leaves each week either old or new.
 * `weeks` are Mondays, `YYYY-MM-DD`.
 */
export async function rollUp(
  store: Store,
  provider: string,
  weeks: readonly string[],
  onProgress: OnProgress = () => {},
): Promise<void> {
  let done = 0;
  for (const step of await stepsOf(store, provider, weeks)) {
    onProgress({ stage: 'summing up', done, total: weeks.length });
    const params = { provider, weeks: step };
    await Promise.all([
      rebuildWeeks(store, { what: 'usage', insert: insertUsage, params }).then(() =>
        rebuildProfiles(store, params),
      ),
      rebuildWeeks(store, { what: 'coverage', insert: insertCoverage, params }),
      rebuildUnmapped(store, params),
    ]);
    done += step.length;
  }
}

async function stepsOf(
  store: Store,
  provider: string,
  weeks: readonly string[],
): Promise<readonly string[][]> {
  if (weeks.length === 0) return [];
  const sizes = await store.query({
    name: 'calls by week',
    sql: `SELECT toString(toMonday(toDate(time))) AS week, count() AS calls
      FROM calls_v1
      WHERE provider = {provider: String} AND has({weeks: Array(String)}, toString(toMonday(toDate(time))))
      GROUP BY week ORDER BY week`,
    params: { provider, weeks },
    row: z.object({ week: z.string(), calls: z.coerce.number() }),
  });
  const steps: string[][] = [];
  let room = 0;
  for (const { week, calls } of sizes) {
    const step = steps.at(-1);
    if (step && calls <= room) {
      step.push(week);
      room -= calls;
    } else {
      steps.push([week]);
      room = callsPerStepMax - calls;
    }
  }
  return steps;
}

/**
 * Every call of the weeks once. A call may be held in several equal copies until the engine merges them; and the log
 * of a called account repeats what the caller’s own log tells better: that copy counts only where no other is held. What tells
 * of a request in parts has the request’s id before a `#`.
 */
const calls = `
  SELECT *
  FROM calls_v1
  WHERE provider = {provider: String}
    AND has({weeks: Array(String)}, toString(toMonday(toDate(time))))
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

const insertCoverage = `
INSERT INTO coverage_stage_v1 (provider, account, region, category, hour, records)
SELECT provider, account, region, category, toStartOfHour(toDateTime(time, 'UTC')) AS hour, uniq(call_id)
FROM calls_v1
WHERE provider = {provider: String} AND has({weeks: Array(String)}, toString(toMonday(toDate(time))))
GROUP BY provider, account, region, category, hour`;
