import { needReasons } from '../../../../model/policy-proposal.ts';
import { isExact } from '../resource-pattern.ts';
import { order } from './held.ts';
import type { Give } from './narrow.ts';
import { selectionCovers, selectionKey } from './selection.ts';

/** Leaves out what other parts give already, and puts the rest in order. */
export function reduce(gives: readonly Give[]): readonly Give[] {
  const byPermission = new Map<string, Map<string, Give>>();
  for (const give of [...gives].sort(inOrder)) {
    const known = byPermission.get(give.permission) ?? new Map<string, Give>();
    const key = `${give.condition?.key ?? ''}\n${selectionKey(give.resources)}`;
    if (!known.has(key)) known.set(key, give);
    byPermission.set(give.permission, known);
  }
  return [...byPermission.values()].flatMap((known) => unique([...known.values()]));
}

/** Only what is wide or without condition can make other parts void. */
function unique(gives: readonly Give[]): readonly Give[] {
  const strong = gives.filter(({ resources, condition }) => {
    return condition === undefined || resources.kind === 'except' || !resources.patterns.every(isExact);
  });
  const isMixed = strong.some(
    (give) => give.condition !== undefined || !give.resources.patterns.every(isExact),
  );
  if (!isMixed && strong.length === gives.length) return gives;
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

function inOrder(a: Give, b: Give): number {
  return (
    order(a.permission, b.permission) ||
    rank(a) - rank(b) ||
    order(a.condition?.key ?? '', b.condition?.key ?? '') ||
    order(selectionKey(a.resources), selectionKey(b.resources)) ||
    order(a.adds.join('\n'), b.adds.join('\n'))
  );
}

/** What is wanted is given in any case, held or not, so it goes first: the same needs then give the same again. */
function rank({ reason }: Give): number {
  return reason === 'wanted' ? -1 : needReasons.indexOf(reason);
}
