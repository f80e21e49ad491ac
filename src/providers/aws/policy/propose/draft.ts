import { type NeedReason, needReasons } from '../../../../model/policy-proposal.ts';
import type { Selection } from '../parse-statement.ts';
import { order } from './held.ts';
import type { HeldCondition } from './held-condition.ts';
import type { Give } from './narrow.ts';
import { isEverywhere, selectionKey } from './selection.ts';

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

/** Puts permissions that are given for one reason on the same resources under the same condition into one statement. */
export function draftsOf(gives: readonly Give[]): readonly Draft[] {
  const statements = groupBy(scopesOf(gives), ({ reason, condition, resources }) =>
    JSON.stringify([reason, condition?.key ?? '', selectionKey(resources)]),
  );
  return statements
    .map((scopes): Draft => {
      const [{ reason, condition, resources }] = scopes;
      const permissions = unique(scopes.map(({ permission }) => permission));
      const actions: Selection = { kind: 'only', patterns: permissions };
      const adds = unique(scopes.flatMap((scope) => scope.adds));
      return { effect: 'allow', reason, sid: undefined, permissions, actions, resources, condition, adds };
    })
    .sort(inOrder);
}

/** All that one permission is given on for one reason under one condition. */
function scopesOf(gives: readonly Give[]): readonly Give[] {
  const scopes = groupBy(gives, ({ permission, reason, condition, resources }) =>
    JSON.stringify([
      permission,
      reason,
      condition?.key ?? '',
      resources.kind === 'except' ? selectionKey(resources) : '',
    ]),
  );
  return scopes.map((parts) => {
    const [first] = parts;
    const patterns = unique(parts.flatMap(({ resources }) => resources.patterns));
    const adds = unique(parts.flatMap((part) => part.adds));
    return { ...first, resources: { ...first.resources, patterns }, adds };
  });
}

/** Sorted, each once. */
export function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(order);
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
