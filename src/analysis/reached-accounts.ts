import { z } from 'zod';
import { accountKey } from '../model/account-key.ts';
import { tokenMark } from '../model/holder-id.ts';
import type { Store } from '../store/store.ts';
import type { AccountCoverage } from './coverage.ts';
import { type Scope, scopeParams, within } from './scope.ts';

/** The accounts of tokens that are held in several, by token. */
export async function reachedAccounts(
  store: Store,
  providers: readonly string[],
  scope: Scope | undefined,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await store.query({
    name: 'accounts of tokens',
    sql: `SELECT token_id, arraySort(groupUniqArray(account)) AS accounts
      FROM (
        SELECT substring(principal_id, ${tokenMark.length + 1}) AS token_id, toString(account) AS account FROM grants_v1
        WHERE provider IN {providers: Array(String)} AND startsWith(principal_id, '${tokenMark}')
          AND ${within(scope, 'principal_id IN {holderIds: Array(String)}')}
        UNION ALL
        SELECT token_id, toString(account) AS account FROM tokens_v1
        WHERE provider IN {providers: Array(String)} AND ${within(scope, 'token_id IN {tokenIds: Array(String)}')}
      )
      GROUP BY token_id
      HAVING length(accounts) > 1
      ORDER BY token_id`,
    params: { providers, ...scopeParams(scope) },
    row: z.object({ token_id: z.string(), accounts: z.array(z.string()) }),
  });
  return new Map(rows.map((row) => [row.token_id, row.accounts]));
}

/**
 * Of several accounts that a token reaches, the one whose log can show least: the token may be used there, so that silence in
 * the others proves nothing.
 */
export function darkestOf(
  provider: string,
  accounts: readonly string[],
  coverage: ReadonlyMap<string, AccountCoverage>,
): string | undefined {
  const lightOf = (account: string): number => {
    const known = coverage.get(accountKey({ provider, account }));
    if (known?.judgedFrom === undefined || known.judgedTo === undefined) return 0;
    return (known.judgedTo - known.judgedFrom) * (known.full.size + 1);
  };
  return [...accounts].sort((a, b) => lightOf(a) - lightOf(b) || (a < b ? -1 : 1))[0];
}
