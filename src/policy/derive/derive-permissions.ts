import type { CatalogueFacts } from '../../analysis/catalogue-facts.ts';
import type { Doubts } from '../../analysis/doubts.ts';
import { PermissionSet } from '../../model/permission-set.ts';

/** `used`: what was let through. `needed`: also what was refused. */
export const policyModes = ['used', 'needed'] as const;
export type PolicyMode = (typeof policyModes)[number];

/** All that decides what becomes of the permissions of one holder. What only a suspicious episode did is left out of it. */
export interface DerivationInput {
  readonly mode: PolicyMode;
  readonly facts: Pick<CatalogueFacts, 'neighboursOf'>;
  /** Undefined where no inventory tells: then what was used is all that is known. */
  readonly granted: PermissionSet | undefined;
  /** Of what is granted, what no grant gives that is as old as the window. */
  readonly young: PermissionSet;
  /** Permissions of which silence is evidence. */
  readonly recorded: PermissionSet;
  /** Whether the log reaches through the window, without a hole that matters. */
  readonly isJudged: boolean;
  /** Calls that needed them were let through, also such that failed for another reason afterwards. */
  readonly used: PermissionSet;
  /** Of these, and of what sibling tokens used, the ones with a call that succeeded. */
  readonly allowed: PermissionSet;
  readonly denied: PermissionSet;
  readonly doubts: Doubts;
  /** What only a suspicious episode used or was refused. */
  readonly excluded: PermissionSet;
  /** What a person wants kept though nothing is known of its use. */
  readonly keep: PermissionSet;
}

/** Why a granted permission without a recorded use is kept; several may hold of one. */
export interface Signs {
  /** Another token of the same principal used it. */
  readonly sibling: PermissionSet;
  /** A permission in use may need it without a record of its own. */
  readonly companion: PermissionSet;
  /** The provider saw it or its service tried, and no call explains that. */
  readonly tried: PermissionSet;
  /** It works inside resources that were acted on, and would leave no record. */
  readonly neighbour: PermissionSet;
  /** Operations of its service were called that no permission is known for. */
  readonly unmapped: PermissionSet;
}

/** What becomes of every permission; but for {@link signs} and {@link wanted}, none is in two sets. */
export interface Derivation {
  /** All that the smaller policy gives. */
  readonly derived: PermissionSet;
  readonly used: PermissionSet;
  /** Used although no grant that is known gives it. */
  readonly elsewhere: PermissionSet;
  readonly signs: Signs;
  /** All of {@link signs}. */
  readonly signed: PermissionSet;
  /** Granted for too short a time to judge. */
  readonly young: PermissionSet;
  /** The log does not reach through the window. */
  readonly unjudged: PermissionSet;
  /** Kept because a person asked for it. */
  readonly asked: PermissionSet;
  /** Refused, and given all the same; also what was used on something else. Empty unless the mode is `needed`. */
  readonly wanted: PermissionSet;
  /** It would have been recorded, and was not. */
  readonly removed: PermissionSet;
  /** Nothing can show its use, and nothing points to it. */
  readonly unknowable: PermissionSet;
  /** Only a suspicious episode used it, or wanted it. */
  readonly excluded: PermissionSet;
}

/** Says of every permission of one holder whether the smaller policy gives it, and why. */
export function derivePermissions(input: DerivationInput): Derivation {
  const granted = input.granted ?? PermissionSet.empty;
  const derived = derivedSet(input);
  const own = input.used.subtract(input.excluded);
  const used = own.intersect(granted);
  const unseen = granted.subtract(used);
  const signs = signsOf(input, unseen);
  const signed = PermissionSet.unionOf(Object.values(signs));
  const unsigned = unseen.subtract(signed);
  const young = input.doubts.isNewcomer ? unsigned : unsigned.intersect(input.young);
  const old = unsigned.subtract(young);
  const unjudged = input.isJudged ? PermissionSet.empty : old;
  const silent = old.subtract(unjudged);
  const asked = silent.subtract(input.recorded).intersect(input.keep);
  const excluded = input.excluded.subtract(derived);
  const left = granted.subtract(derived).subtract(excluded);
  return {
    derived,
    used,
    elsewhere: elsewhereOf(input),
    signs,
    signed,
    young,
    unjudged,
    asked,
    wanted: wantedOf(input),
    removed: left.intersect(input.recorded),
    unknowable: left.subtract(input.recorded),
    excluded,
  };
}

/** Gives the permissions of the smaller policy alone: {@link Derivation.derived}, for whoever asks very often. */
export function derivedSet(input: DerivationInput): PermissionSet {
  const { granted, doubts, isJudged } = input;
  const beyond = elsewhereOf(input).union(wantedOf(input));
  if (granted === undefined) return beyond;
  if (!isJudged || doubts.isNewcomer) return granted.union(beyond);
  const used = input.used.subtract(input.excluded);
  const { siblings, companions, tried, unmapped, hinted } = doubts;
  return PermissionSet.unionOf([
    used,
    siblings,
    companions,
    tried,
    unmapped,
    hinted,
    input.young,
    neighboursOf(input),
    input.keep.subtract(input.recorded),
  ])
    .intersect(granted)
    .union(beyond);
}

function signsOf(input: DerivationInput, unseen: PermissionSet): Signs {
  const { siblings, companions, tried, hinted, unmapped } = input.doubts;
  return {
    sibling: siblings.intersect(unseen),
    companion: companions.intersect(unseen),
    tried: tried.union(hinted).intersect(unseen),
    neighbour: neighboursOf(input).intersect(unseen),
    unmapped: unmapped.intersect(unseen),
  };
}

function neighboursOf({ facts, used, excluded, doubts, recorded }: DerivationInput): PermissionSet {
  return facts.neighboursOf(used.subtract(excluded).union(doubts.siblings)).subtract(recorded);
}

function elsewhereOf({ granted, used, allowed, excluded }: DerivationInput): PermissionSet {
  return (granted === undefined ? used : allowed.subtract(granted)).subtract(excluded);
}

function wantedOf({ mode, denied, excluded }: DerivationInput): PermissionSet {
  return mode === 'needed' ? denied.subtract(excluded) : PermissionSet.empty;
}
