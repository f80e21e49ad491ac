import type { FoundToken, TokenSearch } from '../../model/token-search.ts';
import { bucketOf } from './fields.ts';

const valuesMax = 12;

/** Terms that would narrow what was found, with how much each would leave; those that leave all or nothing are of no use. */
export function facetsOf(tokens: readonly FoundToken[]): TokenSearch['facets'] {
  const facets = [
    facet(tokens, 'provider', ({ provider }) => provider),
    facet(tokens, 'kind', ({ kind }) => kind),
    facet(tokens, 'gap', ({ score }) => bucketOf(score)),
    facet(tokens, 'dormant', ({ dormancy }) => dormancy),
    { field: 'finding', values: signs(tokens) },
    facet(tokens, 'account', ({ account }) => account),
  ];
  return facets.filter(
    ({ values }) => values.length > 1 || values.some(({ tokens: left }) => left < tokens.length),
  );
}

function facet(
  tokens: readonly FoundToken[],
  field: string,
  of: (token: FoundToken) => string,
): TokenSearch['facets'][number] {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(of(token), (counts.get(of(token)) ?? 0) + 1);
  const values = [...counts]
    .filter(([value]) => value !== '')
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .slice(0, valuesMax)
    .map(([value, left]) => ({ term: termOf(field, value), label: value, tokens: left }));
  return { field, values };
}

function termOf(field: string, value: string): string {
  return /[\s"]/.test(value) ? `${field}:"${value.replaceAll('"', '')}"` : `${field}:${value.toLowerCase()}`;
}

/** What people look for first. */
function signs(tokens: readonly FoundToken[]): TokenSearch['facets'][number]['values'] {
  const asked: readonly (readonly [term: string, label: string, holds: (token: FoundToken) => boolean])[] = [
    ['severity:high', 'high or critical', ({ severity }) => severity === 'critical' || severity === 'high'],
    ['finding:admin-but-reads', 'admin, only reads', ({ rules }) => rules.includes('admin-but-reads')],
    ['place:new', 'new place', ({ rules }) => rules.includes('unexpected-place')],
    ['owner:none', 'no owner', ({ owner }) => owner === null],
    ['used:none', 'used nothing', ({ used }) => used === 0],
  ];
  return asked
    .map(([term, label, holds]) => ({ term, label, tokens: tokens.filter(holds).length }))
    .filter(({ tokens: left }) => left > 0);
}
