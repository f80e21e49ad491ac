import { groupBy } from '../../model/group-by.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import { catalogueFacts } from '../catalogue-facts.ts';
import { doubted } from '../doubts.ts';
import type { TokenGap } from '../gap.ts';

/** What one holder of grants may do, and what its tokens together did. */
export interface HolderFacts {
  readonly provider: string;
  readonly account: string;
  readonly holderId: string;
  readonly principalId: string;
  readonly kind: string;
  readonly owner: string;
  readonly tokens: readonly TokenGap[];
  /** Of its tokens. */
  readonly tokenKinds: readonly string[];
  readonly granted: PermissionSet;
  /** Of these, the ones limited to some resources or held only under conditions. */
  readonly limited: PermissionSet;
  readonly used: PermissionSet;
  /** Signs of use speak for them. */
  readonly doubted: PermissionSet;
  /** Worked out whenever it is asked for. */
  readonly unused: PermissionSet;
  /** Whether it may do nearly everything: combinations then tell nothing more. */
  readonly isUnlimited: boolean;
}

/** Gathers tokens by who holds what they live on; without what nothing is known to be granted to. */
export function holderFacts(tokens: readonly TokenGap[]): readonly HolderFacts[] {
  const known = tokens.filter(({ grants, granted }) => grants !== undefined && !granted.isEmpty);
  return [...groupBy(known, ({ token, holderId }) => `${token.provider}\n${holderId}`).values()].flatMap(
    (own) => {
      const [first] = own;
      return first ? [factsOf(first, own)] : [];
    },
  );
}

function factsOf(first: TokenGap, tokens: readonly TokenGap[]): HolderFacts {
  const { token, holderId, granted, grants } = first;
  return {
    provider: token.provider,
    account: token.account,
    holderId,
    principalId: token.principalId,
    kind: token.principalKind,
    owner: token.owner || grants?.owner || '',
    tokens,
    tokenKinds: [...new Set(tokens.map((gap) => gap.token.kind))],
    granted,
    limited: grants?.limited ?? PermissionSet.empty,
    used: PermissionSet.unionOf(tokens.map((gap) => gap.used)),
    doubted: PermissionSet.unionOf(tokens.map((gap) => doubted(gap.doubts))).intersect(granted),
    get unused() {
      return tokens.reduce((left, gap) => left.intersect(gap.unused), granted);
    },
    isUnlimited: catalogueFacts(token.provider).isNearlyAll(granted),
  };
}
