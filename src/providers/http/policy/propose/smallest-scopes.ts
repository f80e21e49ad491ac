import { isGiven, reachOf } from './reach.ts';

/** One operation that must stay possible: any one of its sets of scopes is enough. */
export type Ways = readonly (readonly string[])[];

export interface ScopeChoice {
  readonly scopes: readonly string[];
  /** Whether no other choice reaches fewer operations; otherwise the search was cut short, and this is the best it met. */
  readonly isSmallest: boolean;
}

interface Candidate {
  readonly scopes: readonly string[];
  /** Scopes that are not held, operations in reach, scopes: the first that differs decides. */
  readonly cost: readonly number[];
}

/** A search looks at so many choices; each is weighed against every operation. */
const choicesMax = 2000;

/**
 * Chooses scopes that let every operation pass and reach as few others as possible; among equally narrow choices the one of
 * fewer scopes, then the first by name. Exact while the alternatives are few; a bound keeps the search short.
 * @param always scopes that are given whatever is used
 * @param held scopes that are held now: another one is only given where these do not do
 */
export function smallestScopes(
  operations: readonly Ways[],
  always: ReadonlySet<string>,
  held: ReadonlySet<string>,
): ScopeChoice {
  const open = distinct(operations.map((ways) => heldWays(ways, new Set([...always, ...held]))));
  const search = new Search(open, held);
  search.from(new Set([...always, ...open.flatMap((ways) => (ways.length === 1 ? (ways[0] ?? []) : []))]));
  return { scopes: search.best?.scopes ?? [...always].sort(), isSmallest: search.looked < choicesMax };
}

/** Branch and bound: more scopes never reach less. */
class Search {
  best: Candidate | undefined;
  looked = 0;
  readonly #open: readonly Ways[];
  readonly #held: ReadonlySet<string>;

  constructor(open: readonly Ways[], held: ReadonlySet<string>) {
    this.#open = open;
    this.#held = held;
  }

  from(given: ReadonlySet<string>): void {
    if (this.best !== undefined && this.looked >= choicesMax) return;
    this.looked++;
    const cost = this.#costOf(given);
    if (this.best !== undefined && isLess(this.best.cost, cost)) return;
    const [next] = this.#open
      .filter((ways) => !ways.some((way) => isGiven(way, given)))
      .sort((a, b) => a.length - b.length);
    if (next === undefined) {
      const found = { scopes: [...given].sort(), cost };
      if (this.best === undefined || isBetter(found, this.best)) this.best = found;
      return;
    }
    const narrowestFirst = next
      .map((way) => new Set([...given, ...way]))
      .map((after) => ({ after, cost: this.#costOf(after) }))
      .sort((a, b) => (isLess(a.cost, b.cost) ? -1 : isLess(b.cost, a.cost) ? 1 : 0));
    for (const { after } of narrowestFirst) this.from(after);
  }

  #costOf(given: ReadonlySet<string>): readonly number[] {
    return [[...given].filter((scope) => !this.#held.has(scope)).length, reachOf(given).length, given.size];
  }
}

/** Where what is held does, nothing else is considered. */
function heldWays(ways: Ways, held: ReadonlySet<string>): Ways {
  const mine = ways.filter((way) => isGiven(way, held));
  return mine.length > 0 ? mine : ways;
}

function distinct(all: readonly Ways[]): readonly Ways[] {
  return [...new Map(all.map((ways) => [JSON.stringify(ways), ways])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, ways]) => ways);
}

function isBetter(a: Candidate, b: Candidate): boolean {
  if (isLess(a.cost, b.cost)) return true;
  return !isLess(b.cost, a.cost) && a.scopes.join('\n') < b.scopes.join('\n');
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}
