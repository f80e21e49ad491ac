import { needReasons } from '../../../../model/policy-proposal.ts';
import { isExact } from '../resource-pattern.ts';
import type { Give } from './narrow.ts';
import { selectionCovers, selectionKey } from './selection.ts';
import { order } from './unique.ts';

/** Leaves out what other parts give already, and puts the rest in order. */
export function reduce(gives: readonly Give[]): readonly Give[] {
  const byPermission = new Map<string, Map<string, Give>>();
  const keyed = gives.map((give) => ({ give, key: selectionKey(give.resources) })).sort(inOrder);
  for (const { give, key } of keyed) {
    const known = byPermission.get(give.permission) ?? new Map<string, Give>();
    const place = `${give.condition?.key ?? ''}\n${key}`;
    if (!known.has(place)) known.set(place, give);
    byPermission.set(give.permission, known);
  }
  return [...byPermission.values()].flatMap((known) => unique([...known.values()]));
}

interface Keyed {
  readonly give: Give;
  readonly key: string;
}

/** Only what is wide or without condition can make other parts void. */
function unique(gives: readonly Give[]): readonly Give[] {
  const isWide = ({ resources }: Give) =>
    resources.kind === 'except' || !resources.patterns.every((pattern) => isExact(pattern));
  const isMixed = gives.some(({ condition }) => condition !== undefined);
  const strong = gives.filter((give) => isWide(give) || (isMixed && give.condition === undefined));
  return gives.filter((give, rank) => {
    return !strong.some((other) => other !== give && makesVoid(other, give, gives, rank));
  });
}

function makesVoid(other: Give, give: Give, gives: readonly Give[], rank: number): boolean {
  if (other.condition !== undefined && other.condition.key !== give.condition?.key) return false;
  if (!selectionCovers(other.resources, give.resources)) return false;
  const isMutual =
    other.condition?.key === give.condition?.key && selectionCovers(give.resources, other.resources);
  return !isMutual || gives.indexOf(other) < rank;
}

function inOrder({ give: a, key: keyOfA }: Keyed, { give: b, key: keyOfB }: Keyed): number {
  return (
    order(a.permission, b.permission) ||
    rank(a) - rank(b) ||
    order(a.condition?.key ?? '', b.condition?.key ?? '') ||
    order(keyOfA, keyOfB) ||
    order(a.adds.join('\n'), b.adds.join('\n'))
  );
}

/** What is wanted is given in any case, held or not, so it goes first: the same needs then give the same again. */
function rank({ reason }: Give): number {
  return reason === 'wanted' ? -1 : needReasons.indexOf(reason);
}
