import { PermissionSet } from '../../model/permission-set.ts';
import type { HolderFacts } from './fold-facts.ts';
import type { Fold } from './folds.ts';
import { firstUse, usedBetween } from './training.ts';
import type { HolderDays } from './use-days.ts';

/** A call that would have been refused: the first of one token that needed a removed permission. */
export interface Break {
  readonly principalId: string;
  /** Empty for calls that name only the principal. */
  readonly tokenId: string;
  readonly provider: string;
  readonly permission: number;
  /** Epoch day. */
  readonly day: number;
}

/** What the test days asked of one principal’s permissions, whatever a rule makes of them. */
export interface Exam {
  /** Used with success in the test; what was granted only after the training is left out, and what no grant gives. */
  readonly needed: PermissionSet;
  /** Of which a rule could know: granted before the training, and recorded. Only these count for precision. */
  readonly judged: PermissionSet;
  readonly activeTokens: number;
}

/** How one rule did with one principal in one fold. */
export interface Marks {
  /** Permissions needed, and of them the ones kept. */
  readonly needed: number;
  readonly neededKept: number;
  /** Permissions that could be judged, of them the ones kept, and of those the ones needed. */
  readonly judged: number;
  readonly kept: number;
  readonly keptNeeded: number;
  /** By token and permission. */
  readonly breaks: readonly Break[];
}

/** Sets the exam of one principal in one fold. */
export function examOf(holder: HolderDays, facts: HolderFacts, { from, cut, to }: Fold): Exam {
  const { granted, young, late, recorded, isJudged, isNewcomer } = facts;
  const asked = usedBetween(holder.tokens, 'allowed', cut, to);
  const isActive = ({ allowed, failed }: HolderDays['tokens'][number]): boolean =>
    [...allowed, ...failed].some((entry) => firstUse(entry, from, to) !== undefined);
  const active = holder.tokens.filter(isActive);
  return {
    needed: granted ? asked.intersect(granted).subtract(late) : asked,
    judged:
      isJudged && !isNewcomer && granted ? granted.intersect(recorded).subtract(young) : PermissionSet.empty,
    activeTokens: Math.max(active.filter(({ id }) => id !== '').length, Math.min(1, active.length)),
  };
}

/** Marks what a rule keeps. */
export function marksOf(holder: HolderDays, exam: Exam, kept: PermissionSet, { cut, to }: Fold): Marks {
  const { needed, judged } = exam;
  const missing = needed.subtract(kept);
  const keptJudged = judged.intersect(kept);
  return {
    needed: needed.size,
    neededKept: needed.size - missing.size,
    judged: judged.size,
    kept: keptJudged.size,
    keptNeeded: keptJudged.intersect(needed).size,
    breaks: missing.isEmpty ? [] : breaksOf(holder, missing, cut, to),
  };
}

/** One for each token and permission, on the first day. Calls that name only a principal are those of its only token. */
function breaksOf(holder: HolderDays, missing: PermissionSet, cut: number, to: number): readonly Break[] {
  const { provider, principalId, tokens } = holder;
  const named = tokens.filter(({ id }) => id !== '');
  const only = named.length === 1 ? (named[0]?.id ?? '') : '';
  const breaks = new Map<string, Break>();
  for (const { id, allowed } of tokens) {
    const tokenId = id === '' ? only : id;
    for (const entry of allowed) {
      const { permission } = entry;
      const day = missing.has(permission) ? firstUse(entry, cut, to) : undefined;
      const key = `${tokenId}\n${permission}`;
      if (day === undefined || day >= (breaks.get(key)?.day ?? Number.POSITIVE_INFINITY)) continue;
      breaks.set(key, { principalId, tokenId, provider, permission, day });
    }
  }
  return [...breaks.values()];
}
