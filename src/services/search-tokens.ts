import { tokenWeeks } from '../analysis/token-weeks.ts';
import type { FoundToken, TokenOrder, TokenSearch } from '../model/token-search.ts';
import type { Span } from '../model/window.ts';
import type { Context } from './context.ts';
import type { JudgedFleet } from './judge-fleet.ts';
import { windowOf } from './judged-span.ts';
import { facetsOf } from './search/facets.ts';
import { fields } from './search/fields.ts';
import { parseQuery, type Term, type TokenQuery } from './search/parse-query.ts';

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
  fleet: JudgedFleet,
  { query = '', skip, limit }: SearchTokensInput,
): Promise<Omit<TokenSearch, 'nextCursor'>> {
  const asked = parseQuery(query);
  const found = findTokens(fleet, asked);
  const page = found.slice(skip, skip + limit);
  const weeks = mondaysOf(fleet.span);
  const counted = await tokenWeeks(
    ctx.store,
    page.map(({ id }) => id),
    fleet.span,
  );
  const calls = new Map(counted.map((row) => [`${row.tokenId}\n${row.principalId}\n${row.week}`, row.calls]));
  return {
    schema: 'scopelight.token-search/1',
    window: windowOf(fleet.span),
    query: asked.text,
    total: fleet.tokens.length,
    found: found.length,
    facets: facetsOf(found),
    weeks,
    tokens: page.map((token) => ({
      ...token,
      weeks: weeks.map((week) => calls.get(`${token.id}\n${token.principal}\n${week}`) ?? 0),
    })),
  };
}

/** Gives the tokens that a query finds, in its order. */
export function findTokens(
  { tokens }: Pick<JudgedFleet, 'tokens'>,
  { terms, order }: TokenQuery,
): readonly FoundToken[] {
  const found = tokens.filter((token) => terms.every((term) => holds(token, term)));
  // They come with the worst gap first.
  return order === 'gap' ? found : found.toSorted(orders[order]);
}

function holds(token: FoundToken, { field, value, isNot }: Term): boolean {
  return (field === undefined ? textOf(token).includes(value) : fields[field].holds(token, value)) !== isNot;
}

function textOf({ id, name, principal, owner, kind, account }: FoundToken): string {
  return `${id}\n${name}\n${principal}\n${owner ?? ''}\n${kind}\n${account}`.toLowerCase();
}

type Compare = (a: FoundToken, b: FoundToken) => number;
const most =
  (of: (token: FoundToken) => number): Compare =>
  (a, b) =>
    of(b) - of(a);

const orders: Readonly<Record<Exclude<TokenOrder, 'gap'>, Compare>> = {
  name: (a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1),
  granted: most(({ granted }) => granted),
  used: most(({ used }) => used),
  unused: most(({ unused }) => unused),
  unknown: most(({ unknown }) => unknown),
  calls: most(({ calls }) => calls),
  last: most(({ lastUsed }) => (lastUsed === null ? 0 : Date.parse(lastUsed))),
};

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
