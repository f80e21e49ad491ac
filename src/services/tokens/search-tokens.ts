import type { FoundToken, TokenSearch } from '../../model/token-search.ts';
import type { ToldFleet } from '../fleet/tell-fleet.ts';
import { windowOf } from '../judged-span.ts';
import { parseQuery, type TokenQuery } from './search/parse-query.ts';
import { indexOf } from './search/token-index.ts';

export interface SearchTokensInput {
  /** As docs/search.md tells. */
  readonly query?: string | undefined;
  /** How many of the found ones to leave out, from the first. */
  readonly skip: number;
  readonly limit: number;
}

/**
 * Finds tokens by a query, with what it can be narrowed by.
 * @throws {ScopelightError} `usage.invalid` for a query that cannot be read
 */
export function searchTokens(
  fleet: ToldFleet,
  { query = '', skip, limit }: SearchTokensInput,
): Omit<TokenSearch, 'nextCursor'> {
  const asked = parseQuery(query);
  const index = indexOf(fleet.tokens);
  const found = index.find(asked);
  const page = found.slice(skip, skip + limit).flatMap((at) => fleet.tokens[at] ?? []);
  return {
    schema: 'scopelight.token-search/1',
    window: windowOf(fleet.span),
    query: asked.text,
    total: fleet.tokens.length,
    found: found.length,
    facets: index.facets(found),
    weeks: [...fleet.weeks],
    tokens: page,
  };
}

/** Gives the tokens that a query finds, in its order. */
export function findTokens<Token extends FoundToken>(
  { tokens }: { readonly tokens: readonly Token[] },
  query: TokenQuery,
): readonly Token[] {
  return indexOf(tokens)
    .find(query)
    .flatMap((at) => tokens[at] ?? []);
}
