import { z } from 'zod';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { type Scope, scopeParams, within } from './scope.ts';

/** What a provider itself says that a principal tried since a span began; refused tries count. */
export interface ProviderTries {
  readonly services: readonly string[];
  readonly permissions: readonly string[];
  /** Permissions of these services that the provider says were not tried since. */
  readonly untried: readonly string[];
}

const triesRow = z.object({
  principal_id: z.string(),
  services: z.array(z.string()),
  tried: z.array(z.string()),
  untried: z.array(z.string()),
});

/** Reads the providers’ own records of last use, by principal. Principals that tried nothing are left out. */
export async function triesByPrincipal(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, ProviderTries>> {
  const rows = await store.query({
    name: 'tries that providers saw',
    // A try after the span counts too: only the last one is known, and it may not have been the first.
    sql: `SELECT principal_id, groupUniqArrayIf(service, is_recent AND permission = '') AS services,
        groupUniqArrayIf(permission, is_recent AND permission != '') AS tried,
        arrayFilter(name -> has(services, substringIndex(name, ':', 1)), groupUniqArrayIf(permission, NOT is_recent AND permission != '')) AS untried
      FROM (
        SELECT provider, principal_id, toString(service) AS service, permission,
          ifNull(used_at >= toDateTime64({from: UInt32}, 3, 'UTC'), 0) AS is_recent
        FROM last_accessed_v1
        WHERE ${within(scope, 'principal_id IN {principalIds: Array(String)}')}
        ORDER BY provider, principal_id, service, permission, observed_at DESC
        LIMIT 1 BY provider, principal_id, service, permission
      )
      GROUP BY provider, principal_id
      HAVING notEmpty(services) OR notEmpty(tried)
      ORDER BY principal_id`,
    params: { from: Math.floor(span.from / 1000), ...scopeParams(scope) },
    row: triesRow,
  });
  return new Map(
    rows.map((row) => [
      row.principal_id,
      { services: row.services, permissions: row.tried, untried: row.untried },
    ]),
  );
}
