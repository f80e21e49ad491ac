import type { FoldFacts } from '../backtest/fold-facts.ts';
import { usedBetween } from '../backtest/training.ts';
import type { HolderDays } from '../backtest/use-days.ts';
import { catalogueIndex } from './catalogue-index.ts';
import { CellTally } from './cell-model.ts';
import { Peers } from './peers.ts';
import { countCells, type HolderUse, removalsOf, traitsOf } from './removals.ts';

/** One principal at a cut, as much of it as the models need: the store is read once for all of them. */
export interface SeenHolder {
  readonly principalId: string;
  readonly uses: HolderUse;
  readonly removed: number;
  /** Kinds of its removals, and how many of each. */
  readonly cells: ReadonlyMap<number, number>;
  /** Whether any was needed after the cut. */
  readonly isBroken: boolean;
}

/** A fleet at one moment: who used what before it, what would have been removed then, and what of that was needed after. */
export class Cut {
  readonly facts: FoldFacts;
  readonly tally = new CellTally();
  /** Those that were active before the cut. */
  readonly holders: SeenHolder[] = [];
  readonly #peers = new Map<string, Peers>();
  #awoken = 0;

  constructor(facts: FoldFacts) {
    this.facts = facts;
  }

  /** How long use had been looked for. */
  get trainingDays(): number {
    return this.facts.fold.cut - this.facts.fold.from;
  }

  /** Principals without use before the cut, and those of them that needed something removed after it. */
  get silent(): { readonly count: number; readonly awoken: number } {
    return { count: Math.max(0, this.facts.holders - this.holders.length), awoken: this.#awoken };
  }

  peersOf(provider: string): Peers {
    const known = this.#peers.get(provider) ?? new Peers();
    this.#peers.set(provider, known);
    return known;
  }

  /** Learns who uses what. */
  survey(holder: HolderDays): void {
    const { granted } = this.facts.of(holder);
    const { from, cut } = this.facts.fold;
    const allowed = usedBetween(holder.tokens, 'allowed', from, cut);
    const used = allowed.union(usedBetween(holder.tokens, 'failed', from, cut));
    if (granted && !used.isEmpty) this.peersOf(holder.provider).add(granted, used);
  }

  /** Learns what became of what would have been removed. */
  observe(holder: HolderDays): void {
    const removals = removalsOf(holder, this.facts.of(holder), this.facts.fold);
    if (!removals) return;
    const { removed, missed, uses } = removals;
    if (uses.used === 0) {
      if (!missed.isEmpty) this.#awoken++;
      return;
    }
    const peers = this.peersOf(holder.provider);
    const cells = countCells(removals, peers);
    const cell = traitsOf(removals, peers, catalogueIndex(holder.provider));
    this.tally.add(cells, [...missed].map(cell));
    this.holders.push({
      principalId: holder.principalId,
      uses,
      removed: removed.size,
      cells,
      isBroken: !missed.isEmpty,
    });
  }
}
