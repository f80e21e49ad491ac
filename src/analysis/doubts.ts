import { PermissionSet } from '../model/permission-set.ts';
import type { CatalogueFacts } from './catalogue-facts.ts';
import type { ProviderTries } from './provider-tries.ts';
import type { TokenUsage } from './usage-by-token.ts';

/** Why permissions without a recorded use may be in use all the same; only granted ones matter. */
export interface Doubts {
  /** Used by another token of the same principal: what is granted is granted to the principal. */
  readonly siblings: PermissionSet;
  /** A permission in use may need them without a record of their own. */
  readonly companions: PermissionSet;
  /** The provider itself saw a try of them, or of their service, that the calls held do not explain. */
  readonly tried: PermissionSet;
  /** Without a record here, and of services that the provider saw tried while no call held explains that. */
  readonly hinted: PermissionSet;
  /** Of services of which operations were called that no permission is known for. */
  readonly unmapped: PermissionSet;
  /** No token of the principal is as old as the span: nobody could have used what is granted. */
  readonly isNewcomer: boolean;
}

/** Permissions that calls of a principal needed, whichever of its tokens made them. */
export interface PrincipalUse {
  readonly used: PermissionSet;
  /** Refused at least once. */
  readonly denied: PermissionSet;
}

/** What else is known of a principal, beside the calls that could be mapped. */
export interface Signs {
  readonly tries: ProviderTries | undefined;
  /** Services of which it called operations that no permission is known for. */
  readonly unmappedServices: ReadonlySet<string> | undefined;
  /** Whether every token of it is younger than the span. */
  readonly isNewcomer: boolean;
}

/** What one token used itself, what it may do, and what of that its account’s log records. */
export interface TokenFacts {
  readonly used: PermissionSet;
  readonly granted: PermissionSet;
  readonly recorded: PermissionSet;
}

/** Sums what the tokens of one principal used. */
export function usedTogether(rows: readonly TokenUsage[]): PrincipalUse {
  return {
    used: PermissionSet.unionOf(rows.map((row) => row.used)),
    denied: PermissionSet.unionOf(rows.map((row) => row.denied)),
  };
}

/** Gathers the doubts about one token. */
export function doubtsOf(
  facts: CatalogueFacts,
  token: TokenFacts,
  principal: PrincipalUse,
  signs: Signs,
): Doubts {
  const services = [...(signs.unmappedServices ?? [])];
  return {
    siblings: principal.used.subtract(token.used),
    companions: facts.companionsOf(principal.used),
    tried: signs.tries ? triedSet(facts, signs.tries, token, principal) : PermissionSet.empty,
    hinted: signs.tries ? hintedSet(facts, signs.tries, token, principal) : PermissionSet.empty,
    unmapped: PermissionSet.unionOf(services.map((service) => facts.ofService(service))),
    isNewcomer: signs.isNewcomer,
  };
}

/** All that silence says nothing about, although it would have been recorded. */
export function doubted(doubts: Doubts): PermissionSet {
  return PermissionSet.unionOf([doubts.siblings, doubts.companions, doubts.tried, doubts.unmapped]);
}

/**
 * A try of a permission is explained by a call that needed it. A try of a service is explained by any call that needed a
 * permission of it, and by a granted permission of it that leaves no record here.
 */
function triedSet(
  facts: CatalogueFacts,
  tries: ProviderTries,
  { granted, recorded }: TokenFacts,
  { used, denied }: PrincipalUse,
): PermissionSet {
  const explained = PermissionSet.unionOf([used, denied, granted.subtract(recorded)]);
  const unexplained = tries.services
    .map((service) => facts.ofService(service))
    .filter((members) => !members.intersects(explained));
  return PermissionSet.unionOf(unexplained)
    .subtract(facts.setOf(tries.untried))
    .union(facts.setOf(tries.permissions).subtract(used).subtract(denied));
}

/** Silence about these says nothing anyhow, but that somebody tried their service is more than nothing. */
function hintedSet(
  facts: CatalogueFacts,
  tries: ProviderTries,
  { granted, recorded }: TokenFacts,
  { used, denied }: PrincipalUse,
): PermissionSet {
  const explained = used.union(denied);
  const members = tries.services
    .map((service) => facts.ofService(service))
    .filter((service) => !service.intersects(explained));
  return PermissionSet.unionOf(members)
    .intersect(granted)
    .subtract(recorded)
    .subtract(facts.setOf(tries.untried));
}
