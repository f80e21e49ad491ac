import type { PermissionSet } from '../../model/permission-set.ts';
import type { FoldFacts } from '../backtest/fold-facts.ts';
import type { HolderDays } from '../backtest/use-days.ts';
import type { Calibration } from './calibration.ts';
import { catalogueIndex } from './catalogue-index.ts';
import { Cut, type SeenHolder } from './cut.ts';
import { stretchOf } from './decay.ts';
import { expectedOf, type Learnt, learn, tryOn } from './learn.ts';
import { countCells, removalsOf, traitsOf } from './removals.ts';
import { type ShareInterval, shareInterval } from './share-interval.ts';

/** What is expected of one principal’s smaller policy. */
export interface HolderForecast {
  readonly principalId: string;
  readonly removed: number;
  /** Removals expected to be needed within the horizon. */
  readonly expected: number;
  /** The chance that any is. */
  readonly chance: number;
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
  /** Days after each earlier cut in which a need was looked for. */
  readonly outcomeDays: number;
  readonly #past: readonly Cut[];
  readonly #now: Cut;
  readonly #horizonDays: number;
  #learnt: Learnt | undefined;
  #chances: Float64Array | undefined;

  constructor(input: {
    /** Ascending. */
    readonly past: readonly FoldFacts[];
    readonly now: FoldFacts;
    readonly outcomeDays: number;
    readonly horizonDays: number;
  }) {
    this.#past = input.past.map((facts) => new Cut(facts));
    this.#now = new Cut(input.now);
    this.outcomeDays = input.outcomeDays;
    this.#horizonDays = input.horizonDays;
  }

  /** Learns who uses what. */
  survey(holder: HolderDays): void {
    for (const cut of [...this.#past, this.#now]) cut.survey(holder);
  }

  /** Learns what became of what would have been removed. */
  observe(holder: HolderDays): void {
    for (const cut of [...this.#past, this.#now]) cut.observe(holder);
  }

  /** How well chances given before the latest cut met what came after it; undefined where the log is too short to tell. */
  get calibration(): Calibration | undefined {
    const latest = this.#past.at(-1);
    const earlier = this.#past.slice(0, -1);
    return latest && earlier.length > 0 ? tryOn(latest, learn(earlier)) : undefined;
  }

  /** Whether principals are told from each other, not only counted. */
  get isModel(): boolean {
    return this.#known.holders.isModel;
  }

  /** Of the principals active before a cut, over all cuts, the share of which something removed was needed. */
  get baseRate(): ShareInterval & { readonly count: number; readonly broken: number } {
    const { broken, cases } = this.#known.holders;
    return { ...shareInterval(broken, cases), count: cases, broken };
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

  /** A principal that the inventory grants something, as if it had never called; undefined for others. */
  silent(principalId: string): HolderDays | undefined {
    return this.#now.facts.silent(principalId);
  }

  /**
   * What is expected of one principal; undefined where nothing can be judged of what is granted to it.
   * @param removed what its proposal takes away; what is derived of all its days, where this is missing
   */
  of(
    holder: HolderDays,
    removed?: PermissionSet,
  ): (HolderForecast & { readonly removals: readonly RemovalForecast[] }) | undefined {
    const { facts } = this.#now;
    const derived = removalsOf(holder, facts.of(holder), facts.fold);
    if (!derived) return undefined;
    const removals = { ...derived, removed: removed ?? derived.removed };
    const peers = this.#now.peersOf(holder.provider);
    const cell = traitsOf(removals, peers, catalogueIndex(holder.provider));
    const { principalId } = holder;
    const { uses } = removals;
    const seen = { principalId, uses, removed: removals.removed.size, cells: countCells(removals, peers) };
    return {
      ...this.#forecastOf(seen),
      removals: [...removals.removed]
        .map((permission) => ({
          permission,
          chance: this.withinHorizon(this.#chancesNow[cell(permission)] ?? 0),
        }))
        .sort((a, b) => b.chance - a.chance || a.permission - b.permission),
    };
  }

  #forecastOf({ principalId, uses, removed, cells }: Omit<SeenHolder, 'isBroken'>): HolderForecast {
    const { holders, silent } = this.#known;
    const expected = expectedOf({ cells }, this.#chancesNow);
    const chance = uses.used === 0 ? silent.share : holders.chanceOf({ uses, expected });
    return {
      principalId,
      removed,
      expected: expected * this.#stretch,
      chance: removed === 0 ? 0 : this.withinHorizon(chance),
    };
  }

  /** From the days looked at after a cut to the horizon: needs come at a pace that falls with the days gone by. */
  get #stretch(): number {
    const { decay } = this.#known.cells;
    return stretchOf(decay, this.#now.trainingDays, this.outcomeDays, this.#horizonDays);
  }

  get #known(): Learnt {
    this.#learnt ??= learn(this.#past);
    return this.#learnt;
  }

  get #chancesNow(): Float64Array {
    this.#chances ??= this.#known.cells.chancesAfter(this.#now.trainingDays);
    return this.#chances;
  }
}
