import { groupBy } from '../model/group-by.ts';
import { holderId } from '../model/holder-id.ts';
import { providers } from '../providers/register.ts';
import { type PrincipalUse, type Signs, usedTogether } from './doubts.ts';
import type { PrincipalGrants } from './granted.ts';
import type { KnownToken } from './known-tokens.ts';
import type { TokenUsage } from './usage-by-token.ts';

/** What decides about a token: whose grants it lives on, and what else may have used them. */
export interface TokenHolding {
  /** Id of the holder of its grants. */
  readonly holderId: string;
  readonly grants: PrincipalGrants | undefined;
  readonly principal: PrincipalUse;
  readonly signs: Signs;
}

export interface HolderFacts {
  /** Ids of tokens that an inventory lists. */
  readonly listed: ReadonlySet<string>;
  readonly usage: readonly TokenUsage[];
  readonly grants: ReadonlyMap<string, PrincipalGrants>;
  readonly signsOf: (principalId: string) => Signs;
  /** Services of which a token with grants of its own called operations that no permission is known for. */
  readonly unmappedOfTokens: ReadonlyMap<string, ReadonlySet<string>>;
  readonly isYoung: (token: KnownToken) => boolean;
}

/** Providers whose grants may lie on tokens; an empty, incomplete holder says nothing of its tokens there. */
export const tokenGrantProviders: () => readonly string[] = () =>
  providers().flatMap(({ id, inventory }) => (inventory.hasTokenGrants === true ? [id] : []));

/**
 * Tells for each token whose grants it lives on: its principal’s, with all tokens of that, or its own alone. What another
 * token does says nothing of a token with grants of its own, unless no inventory lists that other one and it is of the same
 * kind: then it may be this one under another id.
 */
export function tokenHoldings(facts: HolderFacts): (token: KnownToken) => TokenHolding {
  const { usage, grants, listed } = facts;
  const rowsOf = groupBy(usage, (row) => row.principal_id);
  const together = new Map<string, PrincipalUse>();
  const useOf = (principalId: string): PrincipalUse => {
    const use = together.get(principalId) ?? usedTogether(rowsOf.get(principalId) ?? []);
    together.set(principalId, use);
    return use;
  };
  const ofTokens = new Set(tokenGrantProviders());
  return (token) => {
    const { id, principalId, kind, provider } = token;
    const ownId = holderId({ principalId, tokenId: id });
    const own = grants.get(ownId);
    const held = knownGrants(provider, grants.get(principalId));
    // Where nothing is known to be granted to the principal, whatever the token may do lies on the token.
    const isOwn = own !== undefined || (held === undefined && ofTokens.has(provider));
    if (!isOwn)
      return {
        holderId: principalId,
        grants: held,
        principal: useOf(principalId),
        signs: facts.signsOf(principalId),
      };
    const rows = (rowsOf.get(principalId) ?? []).filter(
      (row) =>
        row.token_id === id || row.token_id === '' || (row.token_kind === kind && !listed.has(row.token_id)),
    );
    return {
      holderId: ownId,
      grants: own && withNames(own, grants.get(principalId)),
      principal: usedTogether(rows),
      signs: {
        ...facts.signsOf(principalId),
        unmappedServices: facts.unmappedOfTokens.get(id),
        isNewcomer: facts.isYoung(token),
      },
    };
  };
}

/** Gives what a principal is granted, unless an empty list only says that its grants lie on its tokens. */
export function knownGrants(
  provider: string,
  held: PrincipalGrants | undefined,
): PrincipalGrants | undefined {
  const isSilent = held?.granted.isEmpty && !held.isComplete && tokenGrantProviders().includes(provider);
  return isSilent ? undefined : held;
}

/** What a token may do is its own; who it acts as is its principal’s. */
export function withNames(own: PrincipalGrants, principal: PrincipalGrants | undefined): PrincipalGrants {
  if (!principal) return own;
  const { kind, name, owner, ownerBasis } = principal;
  return { ...own, kind, name, owner, ownerBasis };
}
