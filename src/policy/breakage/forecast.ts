import type { PermissionSet } from '../../model/permission-set.ts';
import type { FoldFacts } from '../backtest/fold-facts.ts';
import { usedBetween } from '../backtest/training.ts';
import type { HolderDays } from '../backtest/use-days.ts';
import { type Calibration, calibrationOf } from './calibration.ts';
import { catalogueIndex } from './catalogue-index.ts';
import { type CellModel, CellTally, fitCells } from './cell-model.ts';
import { fitHolders, type HolderModel } from './holder-model.ts';
import { Peers } from './peers.ts';
import { countCells, type HolderUse, removalsOf, traitsOf } from './removals.ts';
import { type ShareInterval, shareInterval } from './share-interval.ts';

/** One principal at a cut, as much of it as the models need: the store is read once for all of them. */
export interface SeenHolder {
  readonly principalId: string;
  readonly uses: HolderUse;
  readonly removed: number;
  /** Kinds of its removals, and how many of each. */
  readonly cells: ReadonlyMap<number, number>;
  readonly isBroken: boolean;
}

interface Cut {
  readonly facts: FoldFacts;
  readonly peers: Map<string, Peers>;
  readonly tally: CellTally;
  readonly holders: SeenHolder[];
  /** Silent before the cut, and needing something removed after it. */
  awoken: number;
}

/** What is expected of one principal’s smaller policy. */
export interface HolderForecast {
  readonly principalId: string;
  readonly removed: number;
  /** Removals expected to be needed within the horizon. */
  readonly expected: number;
  /** The chance that any is. */
  readonly chance: number;
  readonly isSilent: boolean;
}

/** The chance that one removed permission is needed within the horizon. */
export interface RemovalForecast {
  readonly permission: number;
  readonly chance: number;
}

/**
 * Forecasts what removed permissions will be needed, from what became of removals at earlier cuts of the same
 * fleet’s log. Principals are shown twice, all of them, in any order: first {@link survey}, then {@link observe}.
 */
export class Forecast {
  readonly #past: readonly Cut[];
  readonly #now: Cut;
  /** Days after each earlier cut in which a need was looked for. */
  readonly outcomeDays: number;
  readonly #horizonDays: number;
  #final: Final | undefined;

  constructor(input: {
    readonly past: readonly FoldFacts[];
    readonly now: FoldFacts;
    readonly outcomeDays: number;
    readonly horizonDays: number;
  }) {
    this.#past = input.past.map(cutOf);
    this.#now = cutOf(input.now);
    this.outcomeDays = input.outcomeDays;
    this.#horizonDays = input.horizonDays;
  }

  /** Learns who uses what. */
  survey(holder: HolderDays): void {
    for (const { facts, peers } of [...this.#past, this.#now]) {
      const { granted } = facts.of(holder);
      const used = usedBefore(holder, facts);
      if (granted && !used.isEmpty) peersOf(peers, holder.provider).add(granted, used);
    }
  }

  /** Learns what became of what would have been removed. */
  observe(holder: HolderDays): void {
    for (const cut of [...this.#past, this.#now]) this.#observeAt(cut, holder);
  }

  /** How well chances given before the latest cut met what came after it; undefined where the log is too short to tell. */
  get calibration(): Calibration | undefined {
    return this.#finish().calibration;
  }

  get isModel(): { readonly removals: boolean; readonly holders: boolean } {
    const { cells, holders } = this.#finish();
    return { removals: cells.isModel, holders: holders.isModel };
  }

  /** Of the principals active before a cut, over all cuts: the share of which something removed was needed. */
  get baseRate(): ShareInterval & { readonly count: number } {
    const { holders } = this.#finish();
    return { ...shareInterval(holders.broken, holders.cases), count: holders.cases };
  }

  /** How many of them that were. */
  get broken(): number {
    return this.#finish().holders.broken;
  }

  /** The chance within the horizon that belongs to a chance within the days looked at after a cut. */
  withinHorizon(chance: number): number {
    return 1 - (1 - chance) ** this.#stretch;
  }

  /** The chance within the days looked at after a cut that belongs to a chance within the horizon. */
  withinOutcome(chance: number): number {
    return 1 - (1 - chance) ** (1 / this.#stretch);
  }

  /** Every principal with something to remove that was active in the days held, the likeliest to break first. */
  holders(): readonly HolderForecast[] {
    const forecasts = this.#now.holders.map((seen) => this.#forecastOf(seen));
    return forecasts.sort((a, b) => b.chance - a.chance || (a.principalId < b.principalId ? -1 : 1));
  }

  /** One principal, also one that was silent; undefined where nothing can be judged of what is granted to it. */
  holderOf(principalId: string): HolderForecast | undefined {
    const seen = this.#now.holders.find((one) => one.principalId === principalId);
    if (seen) return this.#forecastOf(seen);
    const silent = this.#now.facts.silent(principalId);
    const removals = silent && removalsOf(silent, this.#now.facts.of(silent), this.#now.facts.fold);
    if (!removals) return undefined;
    const removed = removals.removed.size;
    const chance = removed === 0 ? 0 : this.withinHorizon(this.#finish().silent.share);
    return { principalId, removed, expected: chance, chance, isSilent: true };
  }

  /** What is removed from one principal, the likeliest to be needed first. */
  removalsOf(holder: HolderDays): readonly RemovalForecast[] {
    const removals = removalsOf(holder, this.#now.facts.of(holder), this.#now.facts.fold);
    if (!removals) return [];
    const chances = this.#finish().chancesNow(this.#now);
    const peers = peersOf(this.#now.peers, holder.provider);
    const cell = traitsOf(removals, peers, catalogueIndex(holder.provider));
    return [...removals.removed]
      .map((permission) => ({ permission, chance: this.withinHorizon(chances[cell(permission)] ?? 0) }))
      .sort((a, b) => b.chance - a.chance || a.permission - b.permission);
  }

  #observeAt(cut: Cut, holder: HolderDays): void {
    const { facts, peers, tally, holders } = cut;
    const known = facts.of(holder);
    const removals = removalsOf(holder, known, facts.fold);
    if (!removals) return;
    if (removals.uses.used === 0) {
      if (!removals.missed.isEmpty) cut.awoken++;
      return;
    }
    const mine = peersOf(peers, holder.provider);
    const cells = countCells(removals, mine);
    const cell = traitsOf(removals, mine, catalogueIndex(holder.provider));
    tally.add(cells, [...removals.missed].map(cell));
    holders.push({
      principalId: holder.principalId,
      uses: removals.uses,
      removed: removals.removed.size,
      cells,
      isBroken: !removals.missed.isEmpty,
    });
  }

  #forecastOf(seen: SeenHolder): HolderForecast {
    const { chancesNow, holders } = this.#finish();
    const expected = expectedOf(seen, chancesNow(this.#now));
    const chance =
      seen.removed === 0 ? 0 : this.withinHorizon(holders.chanceOf({ uses: seen.uses, expected }));
    return {
      principalId: seen.principalId,
      removed: seen.removed,
      expected: expected * this.#stretch,
      chance,
      isSilent: false,
    };
  }

  /** The longer something was not used, the rarer its first use gets: the pace falls with the days gone by. */
  get #stretch(): number {
    const held = trainingDays(this.#now);
    return Math.log1p(this.#horizonDays / held) / Math.log1p(this.outcomeDays / held);
  }

  #finish(): Final {
    this.#final ??= finish(this.#past);
    return this.#final;
  }
}

interface Final {
  readonly cells: CellModel;
  readonly holders: HolderModel;
  readonly silent: ShareInterval;
  readonly calibration: Calibration | undefined;
  chancesNow(now: Cut): Float64Array;
}

function finish(past: readonly Cut[]): Final {
  const earlier = past.slice(0, -1);
  const latest = past.at(-1);
  const learnt = learn(past);
  const awoken = past.reduce((sum, cut) => sum + cut.awoken, 0);
  const silent = past.reduce(
    (sum, { facts, holders }) => sum + Math.max(0, facts.holders - holders.length),
    0,
  );
  let now: Float64Array | undefined;
  return {
    ...learnt,
    silent: shareInterval(awoken, silent),
    calibration: latest && earlier.length > 0 ? measured(latest, learn(earlier)) : undefined,
    chancesNow: (cut) => {
      now ??= learnt.cells.chancesAfter(trainingDays(cut));
      return now;
    },
  };
}

interface Learnt {
  readonly cells: CellModel;
  readonly holders: HolderModel;
}

function learn(cuts: readonly Cut[]): Learnt {
  const cells = fitCells(cuts.map((cut) => ({ tally: cut.tally, trainingDays: trainingDays(cut) })));
  const cases = cuts.flatMap((cut) => {
    const chances = cells.chancesAfter(trainingDays(cut));
    return cut.holders.map((seen) => ({ ...seen, expected: expectedOf(seen, chances) }));
  });
  return { cells, holders: fitHolders(cases) };
}

function measured(latest: Cut, { cells, holders }: Learnt): Calibration {
  const { cut, to } = latest.facts.fold;
  const chances = cells.chancesAfter(trainingDays(latest));
  return calibrationOf({
    from: cut,
    to,
    removals: latest.tally
      .kinds()
      .map(({ cell, count, hits }) => ({ chance: chances[cell] ?? 0, count, hits })),
    removalBase: cells.count === 0 ? 0 : cells.hits / cells.count,
    holders: latest.holders
      .filter(({ removed }) => removed > 0)
      .map(({ uses, cells, isBroken }) => ({
        uses,
        chance: holders.chanceOf({ uses, expected: expectedOf({ cells }, chances) }),
        isBroken,
      })),
    holderBase: holders.cases === 0 ? 0 : holders.broken / holders.cases,
  });
}

function trainingDays({ facts: { fold } }: Cut): number {
  return fold.cut - fold.from;
}

function expectedOf({ cells }: Pick<SeenHolder, 'cells'>, chances: Float64Array): number {
  let sum = 0;
  for (const [cell, count] of cells) sum += count * (chances[cell] ?? 0);
  return sum;
}

function cutOf(facts: FoldFacts): Cut {
  return { facts, peers: new Map(), tally: new CellTally(), holders: [], awoken: 0 };
}

function peersOf(peers: Map<string, Peers>, provider: string): Peers {
  const known = peers.get(provider) ?? new Peers();
  peers.set(provider, known);
  return known;
}

function usedBefore({ tokens }: HolderDays, { fold }: FoldFacts): PermissionSet {
  const { from, cut } = fold;
  return usedBetween(tokens, 'allowed', from, cut).union(usedBetween(tokens, 'failed', from, cut));
}
