import type { Days } from '../../analysis/held-weeks.ts';
import type { FoldFacts } from './fold-facts.ts';
import type { Fold } from './folds.ts';
import { type Rule, rules } from './rules.ts';
import { type Break, examOf, marksOf } from './score.ts';
import { type Result, Tally } from './tally.ts';
import { trainingOf } from './training.ts';
import type { HolderDays } from './use-days.ts';

/** A break of the product’s own rule, and in which fold. */
export interface FoldBreak extends Break {
  readonly fold: Fold;
}

export interface WalkForward {
  readonly principals: number;
  /** Pairs of fold and token with a call in it. */
  readonly activeTokens: number;
  /** The product’s own rule first; without those that look further back than the log reaches. */
  readonly rules: readonly { readonly rule: Rule; readonly result: Result }[];
  /** The product’s own rule, fold by fold. */
  readonly folds: readonly { readonly fold: Fold; readonly result: Result }[];
  /** Of the product’s own rule; the earliest of {@link breaksMax}. */
  readonly breaks: readonly FoldBreak[];
}

const breaksMax = 1000;

/** Walks a fleet forward, one principal at a time. */
export class Walk {
  readonly #facts: readonly FoldFacts[];
  readonly #tallies: readonly { readonly rule: Rule; readonly tally: Tally }[];
  readonly #folds: readonly Tally[];
  #principals = 0;
  #activeTokens = 0;
  #breaks: FoldBreak[] = [];

  /** @param held the days that the log holds */
  constructor(facts: readonly FoldFacts[], held: Days) {
    this.#facts = facts;
    const reach = Math.min(...facts.map(({ fold }) => fold.cut - held.from));
    this.#tallies = rules
      .filter(({ days = 0 }) => days <= reach)
      .map((rule) => ({ rule, tally: new Tally() }));
    this.#folds = facts.map(() => new Tally());
  }

  add(holder: HolderDays): void {
    let isActive = false;
    for (const [index, facts] of this.#facts.entries()) {
      const { fold } = facts;
      const known = facts.of(holder);
      const exam = examOf(holder, known, fold);
      if (exam.activeTokens === 0) continue;
      isActive = true;
      this.#activeTokens += exam.activeTokens;
      const training = trainingOf(holder, known, fold);
      for (const { rule, tally } of this.#tallies) {
        const marks = marksOf(holder, exam, rule.kept(training), fold);
        tally.add(marks, fold);
        if (rule.id !== 'derived') continue;
        this.#folds[index]?.add(marks, fold);
        this.#note(marks.breaks.map((one) => ({ ...one, fold })));
      }
    }
    if (isActive) this.#principals++;
  }

  result(): WalkForward {
    return {
      principals: this.#principals,
      activeTokens: this.#activeTokens,
      rules: this.#tallies.map(({ rule, tally }) => ({ rule, result: tally.result() })),
      folds: this.#facts.flatMap(({ fold }, index) => {
        const result = this.#folds[index]?.result();
        return result ? [{ fold, result }] : [];
      }),
      breaks: this.#earliest(),
    };
  }

  #note(breaks: readonly FoldBreak[]): void {
    this.#breaks.push(...breaks);
    if (this.#breaks.length > 4 * breaksMax) this.#breaks = this.#earliest();
  }

  /** In an order that does not depend on the order of principals. */
  #earliest(): FoldBreak[] {
    return this.#breaks.sort(byDay).slice(0, breaksMax);
  }
}

function byDay(a: FoldBreak, b: FoldBreak): number {
  return (
    a.day - b.day ||
    compare(a.principalId, b.principalId) ||
    compare(a.tokenId, b.tokenId) ||
    a.permission - b.permission
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
