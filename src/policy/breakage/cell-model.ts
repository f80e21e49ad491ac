import { boundedDecay, type Decay, plainDecay } from './decay.ts';
import { fitHazard, type HazardRow } from './hazard.ts';
import { cellCount, cellFeatures } from './removal-cell.ts';

/** How many removals there were of each kind, and how many of them were needed after all. */
export class CellTally {
  readonly counts = new Float64Array(cellCount);
  readonly hits = new Float64Array(cellCount);

  add(cells: ReadonlyMap<number, number>, hitCells: Iterable<number>): void {
    for (const [cell, count] of cells) this.counts[cell] = (this.counts[cell] ?? 0) + count;
    for (const cell of hitCells) this.hits[cell] = (this.hits[cell] ?? 0) + 1;
  }

  get count(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  get hitCount(): number {
    return this.hits.reduce((sum, hits) => sum + hits, 0);
  }

  /** The kinds that there were. */
  kinds(): { readonly cell: number; readonly count: number; readonly hits: number }[] {
    return [...this.counts].flatMap((count, cell) =>
      count === 0 ? [] : [{ cell, count, hits: this.hits[cell] ?? 0 }],
    );
  }
}

/** Fewer needed removals than this are too few to tell kinds apart. */
const hitsMin = 20;

/** Gives the chance that a removal is needed, by its kind. */
export interface CellModel {
  readonly isModel: boolean;
  readonly count: number;
  readonly hits: number;
  readonly decay: Decay;
  /** By kind of removal. @param trainingDays how long its use had been looked for */
  chancesAfter(trainingDays: number): Float64Array;
}

/**
 * Learns from earlier cuts which kinds of removal are needed after all; only how often on the whole, where too few ever were.
 * What was not used for twice as long is needed half as often, unless the cuts say otherwise.
 */
export function fitCells(
  cuts: readonly { readonly tally: CellTally; readonly trainingDays: number }[],
): CellModel {
  const count = cuts.reduce((sum, { tally }) => sum + tally.count, 0);
  const hits = cuts.reduce((sum, { tally }) => sum + tally.hitCount, 0);
  if (hits < hitsMin) {
    const exposure = cuts.reduce((sum, { tally, trainingDays }) => sum + tally.count / trainingDays, 0);
    const rate = exposure === 0 ? 0 : hits / exposure;
    const chancesAfter = (days: number) => new Float64Array(cellCount).fill(Math.min(1, rate / days));
    return { isModel: false, count, hits, decay: plainDecay, chancesAfter };
  }
  const rows: HazardRow[] = cuts.flatMap(({ tally, trainingDays }) =>
    tally.kinds().map(({ cell, count, hits }) => ({
      features: [...cellFeatures(cell), Math.log(trainingDays)],
      offset: -Math.log(trainingDays),
      count,
      hits,
    })),
  );
  const model = fitHazard(rows);
  const chanceOf = (cell: number, trainingDays: number): number =>
    model([...cellFeatures(cell), Math.log(trainingDays)], -Math.log(trainingDays));
  const hazardAfter = (days: number): number => -Math.log1p(-chanceOf(0, days));
  return {
    isModel: true,
    count,
    hits,
    decay: boundedDecay(Math.log(hazardAfter(1) / hazardAfter(2)) / Math.LN2),
    chancesAfter: (trainingDays) =>
      Float64Array.from({ length: cellCount }, (_, cell) => chanceOf(cell, trainingDays)),
  };
}
