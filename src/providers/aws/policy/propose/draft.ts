import { type NeedReason, needReasons } from '../../../../model/policy-proposal.ts';
import type { Selection } from '../parse-statement.ts';
import type { HeldCondition } from './held-condition.ts';
import type { Give } from './narrow.ts';
import { isEverywhere, selectionKey } from './selection.ts';
import { order, unique } from './unique.ts';

/** A statement before it has a name and a document. */
export interface Draft {
  readonly effect: 'allow' | 'deny';
  readonly reason: NeedReason | 'held';
  /** What the holder’s own statement was called. */
  readonly sid: string | undefined;
  readonly permissions: readonly string[];
  readonly actions: Selection;
  readonly resources: Selection;
  readonly condition: HeldCondition | undefined;
  readonly adds: readonly string[];
}

/**
 * Puts permissions that are given on the same resources under the same condition into one statement. `isMixing`: for
 * whatever reason; the statement then has the first of their reasons.
 */
export function draftsOf(gives: readonly Give[], isMixing: boolean): readonly Draft[] {
  const keyOf = (parts: Give, ...more: readonly string[]) =>
    JSON.stringify([isMixing ? '' : parts.reason, parts.condition?.key ?? '', ...more]);
  const scopes = groupBy(gives, (give) => {
    const { permission, resources } = give;
    return keyOf(give, permission, resources.kind === 'except' ? selectionKey(resources) : '');
  }).map(scopeOf);
  const statements = groupBy(scopes, (scope) => keyOf(scope, selectionKey(scope.resources)));
  return statements
    .map((parts): Draft => {
      const [{ condition, resources }] = parts;
      const permissions = unique(parts.map(({ permission }) => permission));
      const actions: Selection = { kind: 'only', patterns: permissions };
      const adds = unique(parts.flatMap((part) => part.adds));
      const reason = firstReason(parts);
      return { effect: 'allow', reason, sid: undefined, permissions, actions, resources, condition, adds };
    })
    .sort(inOrder);
}

/** All that one permission is given on, from its parts. */
function scopeOf(parts: NonEmpty<Give>): Give {
  const [first] = parts;
  const patterns = unique(parts.flatMap(({ resources }) => resources.patterns));
  const adds = unique(parts.flatMap((part) => part.adds));
  return { ...first, reason: firstReason(parts), resources: { ...first.resources, patterns }, adds };
}

function firstReason(parts: readonly Give[]): NeedReason {
  return needReasons.find((reason) => parts.some((part) => part.reason === reason)) ?? 'used';
}

type NonEmpty<T> = readonly [T, ...T[]];

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly NonEmpty<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** What is given everywhere comes first. */
function inOrder(a: Draft, b: Draft): number {
  return (
    Number(isEverywhere(b.resources)) - Number(isEverywhere(a.resources)) ||
    order(a.permissions.join('\n'), b.permissions.join('\n')) ||
    reasonRank(a) - reasonRank(b) ||
    order(a.condition?.key ?? '', b.condition?.key ?? '') ||
    order(selectionKey(a.resources), selectionKey(b.resources))
  );
}

function reasonRank({ reason }: Draft): number {
  return reason === 'held' ? -1 : needReasons.indexOf(reason);
}
