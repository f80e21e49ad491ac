import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { currentPrincipals } from '../current-inventory.ts';

const linkRow = z.object({
  provider: z.string(),
  account: z.string(),
  stated_by: z.string(),
  target_id: z.string(),
  from_kind: z.enum(['principal', 'account', 'service', 'subject', 'anyone']),
  from_id: z.string(),
  subjects: z.array(z.string()),
  permission: z.string(),
  conditions: z.array(z.string()),
  document: z.string(),
});

/** A way in that a document states, as it now stands. */
export type StatedLink = z.infer<typeof linkRow>;

/** How many ways in a question looks at in one step. */
export const linksMax = 20_000;

/** Reads who may become some principals. */
export function linksTo(store: Store, targets: readonly string[]): Promise<StatedLink[]> {
  return read(store, 'who may become a principal', 'target_id IN {targets: Array(String)}', { targets });
}

/** Whom a link may let in: principals and services by their own names, by their accounts, by who vouches for them, or anyone. */
export interface LetIn {
  readonly ids: readonly string[];
  readonly accounts: readonly string[];
  /** `LIKE` patterns of issuers. */
  readonly issuers: readonly string[];
  readonly isAnyone: boolean;
}

/** Reads who lets some identities in; whether subjects and permissions fit is for the reader to see. */
export function linksFrom(store: Store, letIn: LetIn): Promise<StatedLink[]> {
  return read(
    store,
    'who lets a principal in',
    `((from_kind IN ('principal', 'service') AND from_id IN {ids: Array(String)})
      OR (from_kind = 'account' AND from_id IN {accounts: Array(String)})
      OR (from_kind = 'subject' AND arrayExists(issuer -> from_id LIKE issuer, {issuers: Array(String)}))
      OR (from_kind = 'anyone' AND {isAnyone: Bool}))`,
    { ...letIn },
  );
}

/** What a principal’s latest export says; of a principal that no export lists, what was said last. */
function read(
  store: Store,
  name: string,
  where: string,
  params: Readonly<Record<string, string | boolean | readonly string[]>>,
): Promise<StatedLink[]> {
  const stating = `principal_id IN (SELECT stated_by FROM links_v1 WHERE ${where})`;
  return store.query({
    name,
    sql: `SELECT provider, account, stated_by, target_id, from_kind, from_id, subjects, permission, conditions, document
      FROM links_v1
      WHERE ${where}
        AND ((provider, stated_by, observed_at) IN (${currentPrincipals('provider, principal_id, observed_at', stating)})
          OR stated_by NOT IN (SELECT principal_id FROM principals_v1 WHERE ${stating}))
      ORDER BY provider, target_id, from_kind, from_id, stated_by, conditions, observed_at DESC
      LIMIT 1 BY provider, target_id, from_kind, from_id, stated_by, conditions
      LIMIT ${linksMax + 1}`,
    params,
    row: linkRow,
    settings: { distributed_product_mode: 'global' },
  });
}
