import { type Calibration, calibrationOf } from './calibration.ts';
import { type CellModel, fitCells } from './cell-model.ts';
import type { Cut, SeenHolder } from './cut.ts';
import { fitHolders, type HolderModel } from './holder-model.ts';
import { type ShareInterval, shareInterval } from './share-interval.ts';

/** What earlier cuts teach. */
export interface Learnt {
  readonly cells: CellModel;
  readonly holders: HolderModel;
  /** Of principals that had been silent, the share that needed something removed. */
  readonly silent: ShareInterval;
}

/** Fits both models to cuts of which is known what came after them. */
export function learn(cuts: readonly Cut[]): Learnt {
  const cells = fitCells(cuts);
  const cases = cuts.flatMap((cut) => {
    const chances = cells.chancesAfter(cut.trainingDays);
    return cut.holders.map((seen) => ({ ...seen, expected: expectedOf(seen, chances) }));
  });
  const silent = cuts.map((cut) => cut.silent);
  return {
    cells,
    holders: fitHolders(cases),
    silent: shareInterval(
      silent.reduce((sum, { awoken }) => sum + awoken, 0),
      silent.reduce((sum, { count }) => sum + count, 0),
    ),
  };
}

/** Tries what was learnt on a cut that taught nothing. */
export function tryOn(latest: Cut, { cells, holders }: Learnt): Calibration {
  const { cut, to } = latest.facts.fold;
  const chances = cells.chancesAfter(latest.trainingDays);
  return calibrationOf({
    from: cut,
    to,
    removals: latest.tally
      .kinds()
      .map(({ cell, count, hits }) => ({ chance: chances[cell] ?? 0, count, hits })),
    removalBase: cells.count === 0 ? 0 : cells.hits / cells.count,
    holders: latest.holders
      .filter(({ removed }) => removed > 0)
      .map((seen) => ({
        uses: seen.uses,
        chance: holders.chanceOf({ uses: seen.uses, expected: expectedOf(seen, chances) }),
        isBroken: seen.isBroken,
      })),
    holderBase: holders.cases === 0 ? 0 : holders.broken / holders.cases,
  });
}

/** How many removals of one principal are expected to be needed. */
export function expectedOf({ cells }: Pick<SeenHolder, 'cells'>, chances: Float64Array): number {
  let sum = 0;
  for (const [cell, count] of cells) sum += count * (chances[cell] ?? 0);
  return sum;
}
