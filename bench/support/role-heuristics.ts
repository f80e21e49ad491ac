import { accessMatrix } from '../../src/analysis/role-mining/access-matrix.ts';
import { type Bits, countBits, emptyBits, isSubset, keepBits } from '../../src/analysis/role-mining/bits.ts';

type Access = ReadonlyMap<string, ReadonlySet<string>>;

/** How many roles there are when everyone with the same permissions gets one role for all of them. */
export function oneForEachKind(access: Access): number {
  return accessMatrix(access).rows.length;
}

/**
 * Roles are what whole subjects have; the one that covers most of what is not covered yet comes next, until all is.
 * The unconstrained greedy rule of Ene and others (SACMAT 2008), over subjects.
 */
export function widestFirst(access: Access): number {
  const { rows } = accessMatrix(access);
  return cover(rows, rows);
}

/**
 * Roles are what whole subjects and each two of them have in common, the most covering first: the candidates of
 * FastMiner. Vaidya, Atluri and Warner: RoleMiner. CCS 2006. https://doi.org/10.1145/1180405.1180424
 * Of many subjects, only the first {@link pairedMax} kinds are paired.
 */
export function pairwise(access: Access): number {
  const { rows } = accessMatrix(access);
  const candidates = new Map(rows.map((row) => [row.join(), row]));
  for (const [index, left] of rows.slice(0, pairedMax).entries()) {
    for (const right of rows.slice(index + 1, pairedMax)) {
      const common = left.slice();
      keepBits(common, right);
      if (countBits(common) > 0) candidates.set(common.join(), common);
    }
  }
  return cover(rows, [...candidates.values()]);
}

const pairedMax = 150;

function cover(rows: readonly Bits[], candidates: readonly Bits[]): number {
  const open = rows.map((row) => row.slice());
  const holders = candidates.map((role) =>
    rows.flatMap((row, index) => (isSubset(role, row) ? [index] : [])),
  );
  // What a role still covers only falls, so an old figure is a bound.
  const gains = candidates.map((role, index) => gainOf(role, holders[index] ?? [], open));
  const order = gains.map((_, index) => index).sort((a, b) => (gains[b] ?? 0) - (gains[a] ?? 0));
  let roles = 0;
  for (;;) {
    const first = order[0] ?? 0;
    gains[first] = gainOf(candidates[first] ?? emptyBits(0), holders[first] ?? [], open);
    let at = 1;
    while (at < order.length && (gains[order[at] ?? 0] ?? 0) > (gains[first] ?? 0)) at++;
    if (at > 1) {
      order.splice(0, at, ...order.slice(1, at), first);
      continue;
    }
    if ((gains[first] ?? 0) === 0) return roles;
    for (const row of holders[first] ?? []) {
      const mine = open[row] ?? emptyBits(0);
      for (const [word, bits] of (candidates[first] ?? mine).entries())
        mine[word] = (mine[word] ?? 0) & ~bits;
    }
    roles++;
  }
}

function gainOf(role: Bits, holders: readonly number[], open: readonly Bits[]): number {
  let gain = 0;
  for (const row of holders) {
    const common = role.slice();
    keepBits(common, open[row] ?? role);
    gain += countBits(common);
  }
  return gain;
}
