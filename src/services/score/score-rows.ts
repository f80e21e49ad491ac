import type { TokenGap } from '../../analysis/gap.ts';
import { type HolderScore, holderScores } from '../../analysis/holder-score.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ScoreRow } from '../../model/score.ts';

/** From here on a score is medium, and wide: docs/score.md. */
const borders = { medium: 34, wide: 68 } as const;

/** Sums the scores of some tokens into one row. */
export function scoreRow(
  { kind, id, name = id }: Pick<ScoreRow, 'kind' | 'id'> & { readonly name?: string },
  tokens: readonly TokenGap[],
): ScoreRow {
  const holders = holderScores(tokens);
  const scores = holders.flatMap(({ score }) => score ?? []);
  return {
    kind,
    id,
    name,
    score: mean(scores),
    worst: scores.length === 0 ? null : Math.max(...scores),
    floor: mean(holders.flatMap(({ floor }) => floor ?? [])),
    tokens: tokens.length,
    holders: holders.length,
    buckets: {
      narrow: scores.filter((score) => score < borders.medium).length,
      medium: scores.filter((score) => score >= borders.medium && score < borders.wide).length,
      wide: scores.filter((score) => score >= borders.wide).length,
      none: holders.length - scores.length,
    },
    granted: total(holders, 'granted'),
    used: total(holders, 'used'),
    unused: total(holders, 'unused'),
    unknown: total(holders, 'unknown'),
  };
}

/** One row for each group of tokens, the worst first; groups without a score come last. */
export function scoreRows(
  kind: ScoreRow['kind'],
  tokens: readonly TokenGap[],
  keyOf: (gap: TokenGap) => string,
  nameOf: (gap: TokenGap) => string = keyOf,
): ScoreRow[] {
  const groups = [...groupBy(tokens, keyOf)].map(([id, members]) => {
    const [first] = members;
    return scoreRow({ kind, id, name: first ? nameOf(first) : id }, members);
  });
  return groups.sort(
    (a, b) =>
      (b.score ?? -1) - (a.score ?? -1) ||
      b.unused - a.unused ||
      b.granted - a.granted ||
      (a.id < b.id ? -1 : 1),
  );
}

/** Who answers for a token; empty where nobody does. */
export function ownerOf({ token, grants }: TokenGap): string {
  return token.owner || grants?.owner || '';
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function total(holders: readonly HolderScore[], field: 'granted' | 'used' | 'unused' | 'unknown'): number {
  return holders.reduce((sum, holder) => sum + holder[field], 0);
}
