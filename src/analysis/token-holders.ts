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
  const withTokenGrants = new Set(tokenGrantProviders());
  return (token) => {
    const { id, principalId, kind, provider } = token;
    const ownId = holderId({ principalId, tokenId: id });
    const own = grants.get(ownId);
    if (own === undefined) {
      const held = grants.get(principalId);
      const isSilent = withTokenGrants.has(provider) && held?.granted.isEmpty && !held.isComplete;
      return {
        holderId: principalId,
        grants: isSilent ? undefined : held,
        principal: useOf(principalId),
        signs: facts.signsOf(principalId),
      };
    }
    const rows = (rowsOf.get(principalId) ?? []).filter(
      (row) =>
        row.token_id === id || row.token_id === '' || (row.token_kind === kind && !listed.has(row.token_id)),
    );
    return {
      holderId: ownId,
      grants: own,
      principal: usedTogether(rows),
      signs: {
        ...facts.signsOf(principalId),
        unmappedServices: facts.unmappedOfTokens.get(id),
        isNewcomer: facts.isYoung(token),
      },
    };
  };
}
