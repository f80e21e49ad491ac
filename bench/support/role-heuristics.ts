import { accessMatrix } from '../../src/analysis/role-mining/access-matrix.ts';
import {
  addBit,
  type Bits,
  countBits,
  eachBit,
  emptyBits,
  hasBit,
  isSubset,
  keepBits,
} from '../../src/analysis/role-mining/bits.ts';

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

/**
 * Again and again, the subject or permission with the fewest pairs that no role covers yet gets a role: of a subject, all that is
 * open of it and everybody who has all that; of a permission likewise. The role minimisation of HP Labs, as Molloy and others
 * compare it. Ene and others: Fast exact and heuristic methods for role minimization problems. SACMAT 2008.
 * https://doi.org/10.1145/1377836.1377838
 */
export function fewestOpenFirst(access: Access): number {
  const { rows, columns } = accessMatrix(access);
  const open = { rows: rows.map((row) => row.slice()), columns: columns.map((column) => column.slice()) };
  const left = {
    rows: Int32Array.from(open.rows, countBits),
    columns: Int32Array.from(open.columns, countBits),
  };
  for (let roles = 0; ; roles++) {
    const row = leastOf(left.rows);
    const column = leastOf(left.columns);
    if (row < 0 || column < 0) return roles;
    const isRow = (left.rows[row] ?? 0) <= (left.columns[column] ?? 0);
    const own = (isRow ? open.rows[row] : open.columns[column])?.slice() ?? emptyBits(0);
    const others = commonOf(own, isRow ? columns : rows);
    const [subjects, permissions] = isRow ? [others, own] : [own, others];
    eachBit(subjects, (subject) => {
      eachBit(permissions, (permission) => {
        const mine = open.rows[subject];
        if (!mine || !hasBit(mine, permission)) return;
        dropBit(mine, permission);
        dropBit(open.columns[permission] ?? emptyBits(0), subject);
        left.rows[subject] = (left.rows[subject] ?? 0) - 1;
        left.columns[permission] = (left.columns[permission] ?? 0) - 1;
      });
    });
  }
}

/**
 * Builds each role permission by permission, as long as that covers more than before; each is a formal concept. GreConD of
 * Belohlavek and Vychodil: Discovery of optimal factors in binary data via a novel method of matrix decomposition. JCSS 2010.
 * https://doi.org/10.1016/j.jcss.2009.05.002
 * @returns undefined where the table is too large for it
 */
export function conceptsOnDemand(access: Access): number | undefined {
  const { rows, columns } = accessMatrix(access);
  if (rows.length * columns.length > cellsMax) return undefined;
  const open = rows.map((row) => row.slice());
  const all = emptyBits(rows.length);
  for (const index of rows.keys()) addBit(all, index);
  for (let roles = 0; ; roles++) {
    let best = { subjects: all, permissions: emptyBits(columns.length), gain: 0 };
    for (;;) {
      const { subjects, permissions, gain } = best;
      let next = best;
      for (const [index, column] of columns.entries()) {
        if (hasBit(permissions, index)) continue;
        const fewer = subjects.slice();
        keepBits(fewer, column);
        // No more than what is open of those subjects can be gained.
        if (openOf(fewer, open) <= next.gain) continue;
        const wider = commonOf(fewer, rows);
        const found = gainIn(fewer, wider, open);
        if (found > next.gain) next = { subjects: fewer, permissions: wider, gain: found };
      }
      if (next.gain <= gain) break;
      best = next;
    }
    if (best.gain === 0) return roles;
    eachBit(best.subjects, (subject) => {
      const mine = open[subject] ?? emptyBits(0);
      for (const [word, bits] of best.permissions.entries()) mine[word] = (mine[word] ?? 0) & ~bits;
    });
  }
}

const cellsMax = 400_000;

/** What all of some members have in common. */
function commonOf(members: Bits, sets: readonly Bits[]): Bits {
  let common: Bits | undefined;
  eachBit(members, (member) => {
    const own = sets[member] ?? emptyBits(0);
    if (common) keepBits(common, own);
    else common = own.slice();
  });
  return common ?? emptyBits(0);
}

function gainIn(subjects: Bits, permissions: Bits, open: readonly Bits[]): number {
  let gain = 0;
  eachBit(subjects, (subject) => {
    const common = permissions.slice();
    keepBits(common, open[subject] ?? permissions);
    gain += countBits(common);
  });
  return gain;
}

function openOf(subjects: Bits, open: readonly Bits[]): number {
  let sum = 0;
  eachBit(subjects, (subject) => {
    sum += countBits(open[subject] ?? emptyBits(0));
  });
  return sum;
}

/** The place of the least that is above zero; -1 where there is none. */
function leastOf(counts: Int32Array): number {
  let best = -1;
  for (const [index, count] of counts.entries())
    if (count > 0 && (best < 0 || count < (counts[best] ?? 0))) best = index;
  return best;
}

function dropBit(bits: Bits, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) & ~(1 << (index & 31));
}

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
