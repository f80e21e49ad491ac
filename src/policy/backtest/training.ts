import { catalogueFacts } from '../../analysis/catalogue-facts.ts';
import { doubtsOf } from '../../analysis/doubts.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { DerivationInput } from '../derive/derive-permissions.ts';
import type { HolderFacts } from './fold-facts.ts';
import type { HolderDays, PermissionDays, TokenDays } from './use-days.ts';

/** What a rule may go by when it decides what one principal keeps: nothing in it is later than the training. */
export interface Training {
  readonly provider: string;
  readonly granted: PermissionSet | undefined;
  readonly used: PermissionSet;
  /** What was let through in the last days of the training, or of what is held before its end where that is more. */
  usedInLast(days: number): PermissionSet;
  readonly derivation: DerivationInput;
}

/** Gathers what one principal did in the days from `from` up to, not including, `cut`, as the derivation takes it. */
export function trainingOf(
  holder: HolderDays,
  facts: HolderFacts,
  { from, cut }: { readonly from: number; readonly cut: number },
): Training {
  const { provider, tokens } = holder;
  const catalogue = catalogueFacts(provider);
  const allowed = usedBetween(tokens, 'allowed', from, cut);
  const used = allowed.union(usedBetween(tokens, 'failed', from, cut));
  const denied = usedBetween(tokens, 'denied', from, cut);
  const { granted, young, recorded, isJudged, isNewcomer, unmappedServices } = facts;
  const doubts = doubtsOf(
    catalogue,
    { used, granted: granted ?? PermissionSet.empty, recorded },
    { used, denied },
    { tries: undefined, unmappedServices, isNewcomer },
  );
  return {
    provider,
    granted,
    used,
    usedInLast: (days) =>
      usedBetween(tokens, 'allowed', cut - days, cut).union(usedBetween(tokens, 'failed', cut - days, cut)),
    derivation: {
      mode: 'used',
      facts: catalogue,
      granted,
      young,
      recorded,
      isJudged,
      used,
      allowed,
      denied: denied.subtract(used),
      doubts,
      excluded: PermissionSet.empty,
      keep: PermissionSet.empty,
    },
  };
}

/** Permissions that any of the tokens used with that outcome from a day up to, not including, another. */
export function usedBetween(
  tokens: readonly TokenDays[],
  outcome: 'allowed' | 'failed' | 'denied',
  from: number,
  to: number,
): PermissionSet {
  const ids: number[] = [];
  for (const token of tokens) {
    for (const entry of token[outcome])
      if (firstUse(entry, from, to) !== undefined) ids.push(entry.permission);
  }
  return PermissionSet.of(ids);
}

/** The first day with use from a day up to, not including, another. */
export function firstUse({ days }: PermissionDays, from: number, to: number): number | undefined {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const day = days[low];
  return day !== undefined && day < to ? day : undefined;
}
