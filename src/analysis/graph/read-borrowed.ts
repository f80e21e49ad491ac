import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import { providers } from '../../providers/register.ts';
import type { Store } from '../../store/store.ts';

/** How often a principal of one system was called as with a credential that another system gave out. */
export interface Borrowed {
  readonly provider: string;
  readonly account: string;
  readonly target: string;
  readonly targetKind: string;
  /** Whose credentials they are. */
  readonly owner: string;
  /** The token itself, where the credential is one; empty for sessions of the owner. */
  readonly token: string;
  readonly credentials: number;
  readonly times: number;
  /** UTC epoch seconds. */
  readonly first: number;
  readonly last: number;
  readonly sample: string;
}

/** How many such ways a question looks at. */
export const borrowedMax = 20_000;

/**
 * Reads as whom credentials of other systems were used where calls name them: the record of a session’s making, or the token of
 * that id, tells whose each is.
 */
export async function borrowed(store: Store, span: Span): Promise<readonly Borrowed[]> {
  const found = await Promise.all(
    providers().flatMap(({ id, links }) =>
      links?.borrows === undefined ? [] : [borrowedAt(store, span, id, links.borrows)],
    ),
  );
  return found.flat();
}

async function borrowedAt(
  store: Store,
  span: Span,
  provider: string,
  pattern: string,
): Promise<readonly Borrowed[]> {
  const used = `SELECT credential_id, principal_id, any(account) AS account, any(principal_kind) AS kind, count() AS times,
          min(time) AS first, max(time) AS last, min(event_id) AS sample
        FROM calls_v1
        WHERE provider = {provider: String} AND credential_id LIKE {pattern: String} AND outcome != 'authn_failed'
          AND time >= toDateTime({from: UInt32}, 'UTC') AND time < toDateTime({to: UInt32}, 'UTC')
        GROUP BY credential_id, principal_id`;
  const credentials = `SELECT credential_id FROM (${used})`;
  const rows = await store.query({
    name: 'credentials of other systems',
    sql: `SELECT used.principal_id AS target, any(used.account) AS account, any(used.kind) AS target_kind, owners.owner AS owner, owners.token AS token,
        uniq(used.credential_id) AS credentials, sum(used.times) AS times,
        toUnixTimestamp(min(used.first)) AS first, toUnixTimestamp(max(used.last)) AS last, min(used.sample) AS sample
      FROM (${used}) AS used
      INNER JOIN (
        SELECT DISTINCT object_id AS credential, subject_id AS owner, '' AS token FROM changes_v1
        WHERE change = 'mint' AND outcome = 'allowed' AND provider != {provider: String} AND object_id IN (${credentials})
        UNION DISTINCT
        SELECT DISTINCT token_id AS credential, principal_id AS owner, token_id AS token FROM seasons_v1
        WHERE provider != {provider: String} AND principal_kind != 'unknown' AND token_id IN (${credentials})
        UNION DISTINCT
        SELECT DISTINCT token_id AS credential, principal_id AS owner, token_id AS token FROM tokens_v1
        WHERE provider != {provider: String} AND token_id IN (${credentials})
      ) AS owners ON owners.credential = used.credential_id
      GROUP BY target, owner, token
      ORDER BY times DESC, target, owner, token
      LIMIT ${borrowedMax + 1}`,
    params: { provider, pattern, from: Math.floor(span.from / 1000), to: Math.ceil(span.to / 1000) },
    row: borrowedRow,
    settings: { distributed_product_mode: 'global' },
  });
  return rows.map(({ target_kind: targetKind, ...row }) => ({ ...row, provider, targetKind }));
}

const borrowedRow = z.object({
  target: z.string(),
  account: z.string(),
  target_kind: z.string(),
  owner: z.string(),
  token: z.string(),
  credentials: z.coerce.number(),
  times: z.coerce.number(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  sample: z.string(),
});
