import { z } from 'zod';
import { PermissionSet } from '../../model/permission-set.ts';
import type { Span } from '../../model/window.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Store } from '../../store/store.ts';
import { currentPrincipals } from '../current-inventory.ts';
import { grantsByPrincipal } from '../granted.ts';
import type { OtherBundle } from './clone-rule.ts';

/** What usage data tell of the holders that a change is about. */
export interface HolderUsage {
  /** Permissions that anybody used in the span. */
  readonly usedByAnybody: PermissionSet;
  /** By the end of a principal’s id (`role/ci`): what it used. */
  readonly usedBy: ReadonlyMap<string, PermissionSet>;
}

/** Reads what was used in a span: by anybody, and by principals whose names are given. */
export async function readHolderUsage(
  store: Store,
  span: Span,
  of: { readonly provider: string; readonly names: readonly string[] },
): Promise<HolderUsage> {
  const params = {
    provider: of.provider,
    names: of.names,
    from: Math.floor(span.from / 1000),
    to: Math.ceil(span.to / 1000),
  };
  const rows = await store.query({
    name: 'what anybody used, and some principals',
    sql: `SELECT name, arraySort(groupUniqArrayArray(arrayConcat(allowed, failed))) AS used
      FROM (
        SELECT allowed, failed, arrayJoin(['', arrayElement(splitByChar('/', principal_id), -1)]) AS name FROM profiles_v1
        WHERE provider = {provider: String}
          AND last_seen >= toDateTime({from: UInt32}, 'UTC') AND first_seen < toDateTime({to: UInt32}, 'UTC')
      )
      WHERE name = '' OR name IN {names: Array(String)}
      GROUP BY name
      ORDER BY name
      LIMIT 10000`,
    params,
    row: z.object({ name: z.string(), used: z.array(z.coerce.number()) }),
  });
  const used = new Map(rows.map((row) => [row.name, PermissionSet.of(row.used)]));
  return { usedByAnybody: used.get('') ?? PermissionSet.empty, usedBy: used };
}

/** Reads what the principals of a provider hold, largest sets first, each set once with one that holds it. */
export async function readBundles(store: Store, provider: string): Promise<readonly OtherBundle[]> {
  const rows = await store.query({
    name: 'what principals hold',
    sql: `SELECT any(p.principal_id) AS id, any(sets.members) AS members
      FROM (${currentPrincipals('provider, principal_id, granted_set, observed_at', "provider = {provider: String} AND kind != 'token'")}) AS p
      INNER JOIN (SELECT set_id, members FROM permission_sets_v1 WHERE provider = {provider: String} AND size >= 5 LIMIT 1 BY set_id) AS sets
        ON sets.set_id = p.granted_set
      GROUP BY p.granted_set
      ORDER BY length(members) DESC, id
      LIMIT 5000`,
    params: { provider },
    row: z.object({ id: z.string(), members: z.array(z.coerce.number()) }),
    settings: { distributed_product_mode: 'global' },
  });
  return rows.map(({ id, members }) => ({ name: id, permissions: PermissionSet.of(members) }));
}

/** Somebody who holds scopes, by name. */
export interface HeldScopes {
  readonly name: string;
  readonly scopes: ReadonlySet<string>;
}

/** Reads which scopes everybody holds at a provider: principals, and tokens that hold scopes of their own. */
export async function readHeldScopes(
  store: Store,
  span: Span,
  provider: Provider,
): Promise<readonly HeldScopes[]> {
  const names = new Map(provider.catalogue.permissions().map(({ id, name }) => [id, name]));
  const holders = [...(await grantsByPrincipal(store, span)).values()];
  return holders
    .filter((holder) => holder.provider === provider.id && !holder.granted.isEmpty)
    .map(({ principalId, name, granted }) => ({
      name: name || principalId,
      scopes: new Set([...granted].flatMap((id) => names.get(id) ?? [])),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
