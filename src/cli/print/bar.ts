import { type Line, run } from './run.ts';

/** Frame is granted, fill is used: solid, empty and hatched cells tell the states apart without colour. */
export interface Shares {
  readonly used: number;
  readonly unused: number;
  readonly unknown: number;
}

export const glyphs = {
  used: '█',
  unused: '░',
  unknown: '▒',
  denied: '✕',
  beyond: '◆',
} as const;

/** Draws used, unused, unknown in `width` cells, in that order; what is not nothing gets at least one cell. */
export function shareBar({ used, unused, unknown }: Shares, width: number): Line {
  const [a, b, c] = allotCells([used, unused, unknown], width);
  return [
    run(glyphs.used.repeat(a ?? 0), 'used'),
    run(glyphs.unused.repeat(b ?? 0), 'unused'),
    run(glyphs.unknown.repeat(c ?? 0), 'unknown'),
  ].filter(({ text }) => text !== '');
}

/** Shares `cells` out in proportion; every value above 0 gets one at least, while there are enough. */
export function allotCells(values: readonly number[], cells: number): number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total === 0) return values.map(() => 0);
  const exact = values.map((value) => (value / total) * cells);
  const allotted = exact.map((value) => (value > 0 ? Math.max(1, Math.floor(value)) : 0));
  for (let left = cells - sumOf(allotted); left !== 0; left -= Math.sign(left)) {
    const index = left > 0 ? neediest(exact, allotted) : richest(exact, allotted);
    if (index < 0) break;
    allotted[index] = (allotted[index] ?? 0) + Math.sign(left);
  }
  return allotted;
}

/** Draws a score from 0 to 100 as a solid bar in a frame of dots. */
export function scoreBar(score: number, width: number): Line {
  const filled = Math.round((score / 100) * width);
  return [run('━'.repeat(filled), 'unused'), run('·'.repeat(width - filled), 'faint')];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function neediest(exact: readonly number[], allotted: readonly number[]): number {
  return bestOf(exact, (value, index) => (value > 0 ? value - (allotted[index] ?? 0) : undefined));
}

function richest(exact: readonly number[], allotted: readonly number[]): number {
  return bestOf(exact, (value, index) =>
    (allotted[index] ?? 0) > 1 ? (allotted[index] ?? 0) - value : undefined,
  );
}

function bestOf(
  values: readonly number[],
  rank: (value: number, index: number) => number | undefined,
): number {
  let best = -1;
  let bestRank = Number.NEGATIVE_INFINITY;
  values.forEach((value, index) => {
    const ranked = rank(value, index);
    if (ranked !== undefined && ranked > bestRank) {
      best = index;
      bestRank = ranked;
    }
  });
  return best;
}
