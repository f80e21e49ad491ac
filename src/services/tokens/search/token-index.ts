import type { FoundToken, TokenOrder, TokenSearch } from '../../../model/token-search.ts';
import { FacetColumns } from './facets.ts';
import { fields } from './fields.ts';
import type { Term, TokenQuery } from './parse-query.ts';

/**
 * Tokens made ready to be searched again and again: what every query would work out anew is worked out once, so that one
 * answers at once over a fleet of any size. Tokens are told by their positions.
 */
export class TokenIndex {
  readonly #tokens: readonly FoundToken[];
  readonly #orders = new Map<TokenOrder, readonly number[]>();
  #texts: readonly string[] | undefined;
  #facets: FacetColumns | undefined;

  constructor(tokens: readonly FoundToken[]) {
    this.#tokens = tokens;
  }

  /** The positions of the tokens that a query finds, in its order. */
  find({ terms, order }: TokenQuery): readonly number[] {
    const all = this.#order(order);
    if (terms.length === 0) return all;
    // A word is looked for in long texts, a field mostly decides at a glance.
    const sorted = terms.toSorted((a, b) => Number(a.field === undefined) - Number(b.field === undefined));
    const holds = sorted.map((term) => this.#test(term));
    return all.filter((at) => holds.every((test) => test(at)));
  }

  /** What the tokens at some positions can be narrowed by. */
  facets(found: readonly number[]): TokenSearch['facets'] {
    this.#facets ??= new FacetColumns(this.#tokens);
    return this.#facets.of(found);
  }

  #test({ field, value, isNot }: Term): (at: number) => boolean {
    if (field === undefined) {
      this.#texts ??= this.#tokens.map(textOf);
      const texts = this.#texts;
      return (at) => (texts[at]?.includes(value) ?? false) !== isNot;
    }
    const { holds } = fields[field];
    return (at) => {
      const token = this.#tokens[at];
      return token !== undefined && holds(token, value) !== isNot;
    };
  }

  #order(order: TokenOrder): readonly number[] {
    const known = this.#orders.get(order);
    if (known) return known;
    const all = [...this.#tokens.keys()];
    // They come with the worst gap first.
    const sorted = order === 'gap' ? all : sortedBy(this.#tokens, all, order);
    this.#orders.set(order, sorted);
    return sorted;
  }
}

const indexes = new WeakMap<readonly FoundToken[], TokenIndex>();

/** The index of some tokens, made when it is first asked for and kept as long as they are. */
export function indexOf(tokens: readonly FoundToken[]): TokenIndex {
  const known = indexes.get(tokens);
  if (known) return known;
  const made = new TokenIndex(tokens);
  indexes.set(tokens, made);
  return made;
}

function textOf({ id, name, principal, owner, kind, account }: FoundToken): string {
  return `${id}\n${name}\n${principal}\n${owner ?? ''}\n${kind}\n${account}`.toLowerCase();
}

function sortedBy(
  tokens: readonly FoundToken[],
  all: readonly number[],
  order: Exclude<TokenOrder, 'gap'>,
): readonly number[] {
  if (order === 'name') {
    const names = tokens.map(({ name }) => name);
    return all.toSorted((a, b) => compare(names[a] ?? '', names[b] ?? ''));
  }
  const amounts = tokens.map(amountOf[order]);
  return all.toSorted((a, b) => (amounts[b] ?? 0) - (amounts[a] ?? 0));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

const amountOf: Readonly<Record<Exclude<TokenOrder, 'gap' | 'name'>, (token: FoundToken) => number>> = {
  granted: ({ granted }) => granted,
  used: ({ used }) => used,
  unused: ({ unused }) => unused,
  unknown: ({ unknown }) => unknown,
  calls: ({ calls }) => calls,
  last: ({ lastUsed }) => (lastUsed === null ? 0 : Date.parse(lastUsed)),
};
