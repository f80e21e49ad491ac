import { tokenWeeks } from '../analysis/token-weeks.ts';
import type { FoundToken, TokenSearch } from '../model/token-search.ts';
import type { Span } from '../model/window.ts';
import type { Context } from './context.ts';
import { windowOf } from './judged-span.ts';
import { parseQuery, type TokenQuery } from './search/parse-query.ts';
import { indexOf } from './search/token-index.ts';
import type { ToldFleet } from './tell-fleet.ts';

export interface SearchTokensInput {
  /** As docs/search.md tells. */
  readonly query?: string | undefined;
  /** How many of the found ones to leave out, from the first. */
  readonly skip: number;
  readonly limit: number;
}

const dayMs = 86_400_000;
const weeksMax = 13;

/**
 * Finds tokens by a query, with what it can be narrowed by.
 * @throws {ScopelightError} `usage.invalid` for a query that cannot be read
 */
export async function searchTokens(
  ctx: Context,
  fleet: ToldFleet,
  { query = '', skip, limit }: SearchTokensInput,
): Promise<Omit<TokenSearch, 'nextCursor'>> {
  const asked = parseQuery(query);
  const index = indexOf(fleet.tokens);
  const found = index.find(asked);
  const page = found.slice(skip, skip + limit).flatMap((at) => fleet.tokens[at] ?? []);
  const weeks = mondaysOf(fleet.span);
  const counted = await tokenWeeks(ctx.store, page, fleet.span);
  const calls = new Map(counted.map((row) => [`${row.tokenId}\n${row.principalId}\n${row.week}`, row.calls]));
  return {
    schema: 'scopelight.token-search/1',
    window: windowOf(fleet.span),
    query: asked.text,
    total: fleet.tokens.length,
    found: found.length,
    facets: index.facets(found),
    weeks,
    tokens: page.map((token) => ({
      ...token,
      weeks: weeks.map((week) => calls.get(`${token.id}\n${token.principal}\n${week}`) ?? 0),
    })),
  };
}

/** Gives the tokens that a query finds, in its order. */
export function findTokens({ tokens }: Pick<ToldFleet, 'tokens'>, query: TokenQuery): readonly FoundToken[] {
  return indexOf(tokens)
    .find(query)
    .flatMap((at) => tokens[at] ?? []);
}

/** Mondays of the last weeks of a span, the latest last. */
function mondaysOf({ from, to }: Span): string[] {
  const last = mondayOf(to - 1);
  const first = Math.max(mondayOf(from), last - (weeksMax - 1) * 7 * dayMs);
  const count = Math.max(1, Math.round((last - first) / (7 * dayMs)) + 1);
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * 7 * dayMs).toISOString().slice(0, 10),
  );
}

function mondayOf(time: number): number {
  const day = Math.floor(time / dayMs);
  // 1 January 1970 was a Thursday.
  return (day - ((day + 3) % 7)) * dayMs;
}
