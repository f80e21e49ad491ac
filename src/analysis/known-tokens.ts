import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { allRows } from './row-batches.ts';
import { type Scope, scopeParams, within } from './scope.ts';
import type { TokenUsage } from './usage-by-token.ts';

/** A token that the inventory lists or that made calls. */
export interface KnownToken {
  readonly provider: string;
  readonly account: string;
  readonly id: string;
  readonly kind: string;
  readonly principalId: string;
  readonly principalKind: string;
  readonly status: string;
  /** Empty where only the principal’s owner is known. */
  readonly owner: string;
  /** UTC epoch seconds. */
  readonly createdAt: number | undefined;
  readonly expiresAt: number | undefined;
  /** The provider’s own record of last use. */
  readonly lastUsedAt: number | undefined;
  /** The provider’s own record says that it was never used. */
  readonly isNeverUsed: boolean;
  /** When the latest inventory was taken that speaks of its use; a later one may say nothing of it. */
  readonly useNotedAt: number | undefined;
}

/** Tokens of the inventory, and what the log says became of these and of others. */
export interface TokenBook {
  readonly listed: readonly KnownToken[];
  /** By token id, what the log says of tokens that it saw made, switched or deleted. */
  readonly logged: ReadonlyMap<string, Pick<KnownToken, 'status' | 'createdAt'>>;
}

const tokenRow = z.object({
  provider: z.string(),
  account: z.string(),
  token_id: z.string(),
  kind: z.string(),
  principal_id: z.string(),
  principal_kind: z.string(),
  status: z.string(),
  owner: z.string(),
  created_at: z.coerce.number(),
  expires_at: z.coerce.number(),
  last_used_at: z.coerce.number(),
  is_never_used: z.coerce.number(),
  use_noted_at: z.coerce.number(),
  observed_at: z.coerce.number(),
});

const changeRow = z.object({
  token_id: z.string(),
  change: z.enum(['create-token', 'activate-token', 'deactivate-token', 'delete-token']),
  at: z.coerce.number(),
});

const statusAfter = {
  'create-token': 'active',
  'activate-token': 'active',
  'deactivate-token': 'inactive',
  'delete-token': 'deleted',
} as const;

/**
 * Reads the tokens that the latest inventory lists; what was done to one after that counts. A list that says nothing of use, or
 * of when a token was made, takes nothing back of what an earlier one said.
 */
export async function knownTokens(store: Store, scope?: Scope): Promise<TokenBook> {
  const [rows, changes] = await Promise.all([tokenRows(store, scope), latestChanges(store, scope)]);
  const listed = rows.map((row) => {
    const change = changes.get(row.token_id);
    return {
      provider: row.provider,
      account: row.account,
      id: row.token_id,
      kind: row.kind,
      principalId: row.principal_id,
      principalKind: row.principal_kind,
      status: change && change.at > row.observed_at ? statusAfter[change.change] : row.status,
      owner: row.owner,
      createdAt: row.created_at || undefined,
      expiresAt: row.expires_at || undefined,
      lastUsedAt: row.last_used_at || undefined,
      isNeverUsed: row.is_never_used === 1,
      useNotedAt: row.use_noted_at || undefined,
    };
  });
  const logged = [...changes].map(([id, { change, at }]) => {
    const createdAt = change === 'create-token' ? at : undefined;
    return [id, { status: statusAfter[change], createdAt }] as const;
  });
  return { listed, logged: new Map(logged) };
}

async function tokenRows(store: Store, scope: Scope | undefined): Promise<z.infer<typeof tokenRow>[]> {
  return allRows(
    store,
    {
      name: 'tokens known',
      sql: `SELECT tokens.provider AS provider, tokens.account AS account, token_id, tokens.kind AS kind, principal_id,
        principals.kind AS principal_kind, status, tokens.owner AS owner,
        toUnixTimestamp(coalesce(tokens.created_at, notes.made_at, toDateTime64(0, 3, 'UTC'))) AS created_at,
        toUnixTimestamp(coalesce(expires_at, toDateTime64(0, 3, 'UTC'))) AS expires_at,
        toUnixTimestamp(coalesce(notes.used_at, toDateTime64(0, 3, 'UTC'))) AS last_used_at, notes.was_never_used AS is_never_used,
        toUnixTimestamp(notes.noted_at) AS use_noted_at,
        toUnixTimestamp(tokens.observed_at) AS observed_at
      FROM (
        SELECT * FROM tokens_v1 WHERE ${within(scope, 'token_id IN {tokenIds: Array(String)}')}
        ORDER BY provider, token_id, observed_at DESC LIMIT 1 BY provider, token_id
      ) AS tokens
      LEFT ANY JOIN (
        SELECT provider, token_id, max(created_at) AS made_at, max(last_used_at) AS used_at,
          isNull(used_at) AND max(is_never_used) = 1 AS was_never_used,
          maxIf(said.observed_at, isNotNull(last_used_at) OR is_never_used = 1) AS noted_at
        FROM tokens_v1 AS said
        WHERE ${within(scope, 'token_id IN {tokenIds: Array(String)}')}
        GROUP BY provider, token_id
      ) AS notes USING (provider, token_id)
      LEFT ANY JOIN (
        SELECT provider, principal_id, kind FROM principals_v1
        WHERE ${within(scope, 'principal_id IN {principalIds: Array(String)}')}
        ORDER BY observed_at DESC LIMIT 1 BY provider, principal_id
      ) AS principals USING (provider, principal_id)`,
      params: scopeParams(scope),
      row: tokenRow,
      settings: { distributed_product_mode: 'global' },
    },
    scope !== undefined,
  );
}

async function latestChanges(
  store: Store,
  scope: Scope | undefined,
): Promise<ReadonlyMap<string, z.infer<typeof changeRow>>> {
  const rows = await store.query({
    name: 'changes of tokens',
    sql: `SELECT subject_id AS token_id, change, toUnixTimestamp(time) AS at
      FROM changes_v1
      WHERE change IN ('create-token', 'activate-token', 'deactivate-token', 'delete-token') AND outcome = 'allowed'
        AND subject_id != '' AND ${within(scope, 'subject_id IN {tokenIds: Array(String)}')}
      ORDER BY subject_id, time DESC, event_id DESC
      LIMIT 1 BY subject_id`,
    params: scopeParams(scope),
    row: changeRow,
  });
  return new Map(rows.map((row) => [row.token_id, row]));
}

/** Adds the tokens that made calls although the inventory does not list them. */
export function withCallers(
  { listed, logged }: TokenBook,
  usage: readonly TokenUsage[],
): readonly KnownToken[] {
  const keyOf = (id: string, principalId: string): string => `${id}\n${principalId}`;
  const known = new Set(listed.map((token) => keyOf(token.id, token.principalId)));
  const callers = usage.filter(
    (row) => row.token_id !== '' && !known.has(keyOf(row.token_id, row.principal_id)),
  );
  return [
    ...listed,
    ...callers.map((row) => ({
      provider: row.provider,
      account: row.account,
      id: row.token_id,
      kind: row.token_kind,
      principalId: row.principal_id,
      principalKind: row.principal_kind,
      status: logged.get(row.token_id)?.status ?? 'unknown',
      owner: '',
      createdAt: logged.get(row.token_id)?.createdAt,
      expiresAt: undefined,
      lastUsedAt: undefined,
      isNeverUsed: false,
      useNotedAt: undefined,
    })),
  ];
}
