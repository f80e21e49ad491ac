import type { FoundToken, TokenSearch } from '../../../model/token-search.ts';
import { bucketOf } from './fields.ts';

type Facet = TokenSearch['facets'][number];
const valuesMax = 12;

/** What tokens can be narrowed by, as columns of small numbers: counting a fleet of any size takes no words. */
export class FacetColumns {
  readonly #columns: readonly Column[];

  constructor(tokens: readonly FoundToken[]) {
    this.#columns = [
      valueColumn(tokens, 'provider', ({ provider }) => provider),
      valueColumn(tokens, 'kind', ({ kind }) => kind),
      valueColumn(tokens, 'gap', ({ score }) => bucketOf(score)),
      valueColumn(tokens, 'dormant', ({ dormancy }) => dormancy),
      signColumn(tokens),
      valueColumn(tokens, 'account', ({ account }) => account),
    ];
  }

  /**
   * Terms that would narrow the tokens at some positions, with how much each would leave; those that leave all or nothing are
   * of no use.
   */
  of(found: readonly number[]): TokenSearch['facets'] {
    return this.#columns
      .map((column) => column(found))
      .filter(({ values }) => values.length > 1 || values.some(({ tokens: left }) => left < found.length));
  }
}

type Column = (found: readonly number[]) => Facet;

/** Each token has one value: the commonest are offered. */
function valueColumn(
  tokens: readonly FoundToken[],
  field: string,
  of: (token: FoundToken) => string,
): Column {
  const numbers = new Map<string, number>();
  const column = Uint32Array.from(tokens, (token) => {
    const value = of(token);
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, numbers.size);
    return numbers.size - 1;
  });
  return (found) => {
    const counts = new Uint32Array(numbers.size);
    for (const at of found) {
      const number = column[at];
      if (number !== undefined) counts[number] = (counts[number] ?? 0) + 1;
    }
    const values = [...numbers]
      .map(([value, number]) => ({ term: termOf(field, value), label: value, tokens: counts[number] ?? 0 }))
      .filter(({ label, tokens: left }) => label !== '' && left > 0)
      .sort((a, b) => b.tokens - a.tokens || (a.label < b.label ? -1 : 1))
      .slice(0, valuesMax);
    return { field, values };
  };
}

function termOf(field: string, value: string): string {
  return /[\s"]/.test(value) ? `${field}:"${value.replaceAll('"', '')}"` : `${field}:${value.toLowerCase()}`;
}

/** What people look for first; a token may show several of these signs. */
const signs: readonly (readonly [term: string, label: string, holds: (token: FoundToken) => boolean])[] = [
  ['severity:high', 'high or critical', ({ severity }) => severity === 'critical' || severity === 'high'],
  ['finding:admin-but-reads', 'admin, only reads', ({ rules }) => rules.includes('admin-but-reads')],
  ['place:new', 'new place', ({ rules }) => rules.includes('unexpected-place')],
  ['owner:none', 'no owner', ({ owner }) => owner === null],
  ['used:none', 'used nothing', ({ used }) => used === 0],
];

function signColumn(tokens: readonly FoundToken[]): Column {
  const columns = signs.map(([, , holds]) => Uint8Array.from(tokens, (token) => (holds(token) ? 1 : 0)));
  return (found) => ({
    field: 'finding',
    values: signs
      .map(([term, label], index) => {
        const column = columns[index];
        let left = 0;
        for (const at of found) left += column?.[at] ?? 0;
        return { term, label, tokens: left };
      })
      .filter(({ tokens: left }) => left > 0),
  });
}
