import { z } from 'zod';
import { holderId } from '../model/holder-id.ts';
import type { Parameter, Store } from '../store/store.ts';

/** Some principals of the fleet, and what of them narrows a query. */
export interface Scope {
  readonly principalIds: readonly string[];
  /** Tokens that are listed for them, or that called as one of them; never empty text. */
  readonly tokenIds: readonly string[];
  /** Under which ids grants are stored for them: the principals’ own, and those of their tokens. */
  readonly holderIds: readonly string[];
  /** Under which else these tokens appear in calls: of a call with a dead token, little more than the token is known. */
  readonly otherNames: readonly string[];
  readonly accounts: readonly string[];
  /** Its usage, where it was read for all questions at once (`shared-usage.ts`). */
  readonly packedUsage?: string | undefined;
}

/**
 * Finds what belongs to some principals.
 * @param subjectId a token of which these are known to be all the principals: it need not be looked for under other names
 */
export async function scopeOf(
  store: Store,
  principalIds: readonly string[],
  subjectId?: string,
): Promise<Scope> {
  const rows = await store.query({
    name: 'tokens of principals',
    sql: `SELECT DISTINCT token_id, toString(account) AS account FROM seasons_v1 WHERE principal_id IN {principalIds: Array(String)}
      UNION DISTINCT
      SELECT DISTINCT token_id, toString(account) AS account FROM tokens_v1 WHERE principal_id IN {principalIds: Array(String)}
      UNION DISTINCT
      SELECT DISTINCT '' AS token_id, toString(account) AS account FROM principals_v1 WHERE principal_id IN {principalIds: Array(String)}`,
    params: { principalIds },
    row: z.object({ token_id: z.string(), account: z.string() }),
  });
  const tokenIds = distinct(rows.map((row) => row.token_id)).filter((id) => id !== '');
  const ofTokens = tokenIds.map((tokenId) => holderId({ principalId: '', tokenId }));
  const listed = await store.query({
    name: 'names of tokens',
    sql: `SELECT DISTINCT principal_id, '' AS account FROM usage_v1 WHERE token_id IN {unnamed: Array(String)}
      UNION DISTINCT
      SELECT DISTINCT '' AS principal_id, toString(account) AS account FROM tokens_v1 WHERE token_id IN {tokenIds: Array(String)}
      UNION DISTINCT
      SELECT DISTINCT '' AS principal_id, toString(account) AS account FROM grants_v1 WHERE principal_id IN {ofTokens: Array(String)}`,
    params: { tokenIds, ofTokens, unnamed: tokenIds.filter((id) => id !== subjectId) },
    row: z.object({ principal_id: z.string(), account: z.string() }),
  });
  const own = new Set(principalIds);
  return {
    principalIds,
    tokenIds,
    holderIds: [...principalIds, ...ofTokens],
    otherNames: listed.map((row) => row.principal_id).filter((id) => id !== '' && !own.has(id)),
    accounts: distinct([...rows, ...listed].map((row) => row.account)).filter((account) => account !== ''),
  };
}

/** Finds the principals that an id names: of a token those that it acts as, or the principal itself. */
export async function principalsOf(store: Store, id: string): Promise<readonly string[]> {
  const rows = await store.query({
    name: 'principals of an id',
    sql: `SELECT DISTINCT principal_id
      FROM (
        SELECT principal_id FROM usage_v1 WHERE token_id = {id: String} GROUP BY principal_id
        UNION ALL
        SELECT principal_id FROM tokens_v1 WHERE token_id = {id: String} OR principal_id = {id: String}
        UNION ALL
        SELECT principal_id FROM seasons_v1 WHERE principal_id = {id: String}
        UNION ALL
        SELECT principal_id FROM principals_v1 WHERE principal_id = {id: String}
      )`,
    params: { id },
    row: z.object({ principal_id: z.string() }),
  });
  return rows.map((row) => row.principal_id);
}

/** Gives a condition where there is a scope, and one that always holds for the whole fleet. */
export function within(scope: Scope | undefined, condition: string): string {
  return scope ? `(${condition})` : '1';
}

/** The condition on a scope for rows of the usage, which lies in the order of tokens: by principal alone, all of it is read. */
export const ofScopeInUsage =
  "(token_id = '' OR token_id IN {tokenIds: Array(String)}) AND principal_id IN {principalIds: Array(String)}";

/** The parameters that conditions on a scope name: `principalIds`, `tokenIds`, `holderIds`, `otherNames`, `accounts`. */
export function scopeParams(scope: Scope | undefined): Readonly<Record<string, Parameter>> {
  if (!scope) return {};
  const { principalIds, tokenIds, holderIds, otherNames, accounts } = scope;
  return { principalIds, tokenIds, holderIds, otherNames, accounts };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
