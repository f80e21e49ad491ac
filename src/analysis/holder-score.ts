import { groupBy } from '../model/group-by.ts';
import { PermissionSet } from '../model/permission-set.ts';
import { type CatalogueFacts, catalogueFacts } from './catalogue-facts.ts';
import type { TokenGap } from './gap.ts';
import { gapScore, limitedReach } from './gap-score.ts';

/** The gap of whoever holds grants: a principal with all its tokens, or a token with grants of its own. */
export interface HolderScore {
  readonly id: string;
  readonly tokens: readonly TokenGap[];
  readonly score: number | undefined;
  /** What the provider’s own permissions leave at best; undefined where nothing is known to be granted. */
  readonly floor: number | undefined;
  readonly granted: number;
  /** Of what is granted. */
  readonly used: number;
  readonly unused: number;
  readonly unknown: number;
}

/** Scores every holder among some tokens; two keys of one user do not double what the user holds. */
export function holderScores(tokens: readonly TokenGap[]): HolderScore[] {
  return [...groupBy(tokens, (gap) => gap.holderId)].map(([id, gaps]) => scoreOf(id, gaps));
}

function scoreOf(id: string, gaps: readonly TokenGap[]): HolderScore {
  const [first, ...others] = gaps;
  if (!first) throw new Error(`holder ${id} has no token`);
  const { granted, grants } = first;
  const facts = catalogueFacts(first.token.provider);
  const used = PermissionSet.unionOf(gaps.map((gap) => gap.used));
  const shared = { id, tokens: gaps, granted: granted.size, used: used.intersect(granted).size };
  const floor = grants ? floorOf(facts, used) : undefined;
  // A fleet has too many large sets to build those of a holder with one token.
  if (others.length === 0)
    return { ...shared, floor, score: first.score, unused: first.unusedCount, unknown: first.unknownCount };
  // One token’s use is enough for the holder to need a permission.
  const unused = others.reduce((left, gap) => left.intersect(gap.unused), first.unused);
  return {
    ...shared,
    floor,
    // Tokens of one holder have a score all or none, but for how much of it is unknown of each.
    score: gaps.some((gap) => gap.score !== undefined)
      ? gapScore(
          facts.weightOf(unused, grants?.limited),
          facts.weightOf(used, grants?.limited),
          facts.totalWeight,
        )
      : undefined,
    unused: unused.size,
    unknown: granted.subtract(used).subtract(unused).size,
  };
}

/**
 * What would be left if nothing were unused and all that is used reached only what it must: permissions that the provider
 * ties to no resource reach everything, whoever holds them.
 */
function floorOf(facts: CatalogueFacts, used: PermissionSet): number {
  const boundless = facts.boundlessOf(used);
  const imposed = (1 - limitedReach) * facts.weightOf(boundless, undefined);
  return gapScore(imposed, facts.weightOf(used, used), facts.totalWeight);
}
