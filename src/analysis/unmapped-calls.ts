import { z } from 'zod';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { type Scope, scopeParams, within } from './scope.ts';
import { servicesOfSource } from './source-services.ts';

/**
 * Gives the services of which a principal called operations that no permission is known for, by principal: any permission
 * of theirs may have been needed.
 */
export async function unmappedServices(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await store.query({
    name: 'callers of unmapped operations',
    sql: `SELECT provider, principal_id, groupUniqArray(toString(source)) AS sources
      FROM unmapped_v1
      WHERE day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
        AND ${within(scope, 'principal_id IN {principalIds: Array(String)}')}
      GROUP BY provider, principal_id
      ORDER BY provider, principal_id`,
    params: {
      from: Math.floor(span.from / 1000),
      to: Math.floor((span.to - 1) / 1000),
      ...scopeParams(scope),
    },
    row: z.object({ provider: z.string(), principal_id: z.string(), sources: z.array(z.string()) }),
  });
  return new Map(
    rows.map((row) => [
      row.principal_id,
      new Set(row.sources.flatMap((source) => servicesOfSource(row.provider, source))),
    ]),
  );
}

/** The same by token, for providers whose grants may lie on tokens. */
export async function unmappedServicesOfTokens(
  store: Store,
  span: Span,
  providerIds: readonly string[],
  scope?: Scope,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await store.query({
    name: 'tokens that called unmapped operations',
    sql: `SELECT provider, token_id, groupUniqArray(toString(source)) AS sources
      FROM calls_v1
      WHERE provider IN {providerIds: Array(String)} AND basis = 'unknown' AND outcome IN ('allowed', 'error') AND token_id != ''
        AND time >= toDateTime({from: UInt32}, 'UTC') AND time < toDateTime({to: UInt32}, 'UTC')
        AND ${within(scope, 'token_id IN {tokenIds: Array(String)}')}
      GROUP BY provider, token_id
      ORDER BY provider, token_id`,
    params: {
      providerIds,
      from: Math.floor(span.from / 1000),
      to: Math.ceil(span.to / 1000),
      ...scopeParams(scope),
    },
    row: z.object({ provider: z.string(), token_id: z.string(), sources: z.array(z.string()) }),
  });
  return new Map(
    rows.map((row) => [
      row.token_id,
      new Set(row.sources.flatMap((source) => servicesOfSource(row.provider, source))),
    ]),
  );
}
