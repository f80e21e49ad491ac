import type { Fold } from './folds.ts';
import type { Break, Marks } from './score.ts';

/** What the marks of many principals, or of many folds, sum up to. */
export interface Result {
  /** Share of the permissions that were needed that had been kept; 1 where none was needed. */
  readonly recall: number;
  /** Share of the permissions kept that were needed; 1 where none was kept. */
  readonly precision: number;
  readonly needed: number;
  readonly neededKept: number;
  readonly judged: number;
  readonly kept: number;
  readonly keptNeeded: number;
  /** Tokens with a call that would have been refused. */
  readonly brokenTokens: number;
  /** Pairs of token and permission that would have been refused. */
  readonly breaks: number;
  /** Days from the change to the first refused call of a token: the median over broken tokens, and the earliest. */
  readonly daysToFirstBreak: { readonly median: number; readonly earliest: number } | undefined;
}

/** Sums marks up, in whatever order they come. */
export class Tally {
  #needed = 0;
  #neededKept = 0;
  #judged = 0;
  #kept = 0;
  #keptNeeded = 0;
  #breaks = 0;
  /** Of each broken token the days to its first refused call, in the fold where that comes soonest. */
  readonly #firstBreaks = new Map<string, number>();

  add(marks: Marks, { cut }: Fold): void {
    this.#needed += marks.needed;
    this.#neededKept += marks.neededKept;
    this.#judged += marks.judged;
    this.#kept += marks.kept;
    this.#keptNeeded += marks.keptNeeded;
    this.#breaks += marks.breaks.length;
    for (const one of marks.breaks) {
      const key = tokenKey(one);
      this.#firstBreaks.set(
        key,
        Math.min(one.day - cut, this.#firstBreaks.get(key) ?? Number.POSITIVE_INFINITY),
      );
    }
  }

  result(): Result {
    const days = [...this.#firstBreaks.values()].sort((a, b) => a - b);
    const [earliest] = days;
    return {
      recall: share(this.#neededKept, this.#needed),
      precision: share(this.#keptNeeded, this.#kept),
      needed: this.#needed,
      neededKept: this.#neededKept,
      judged: this.#judged,
      kept: this.#kept,
      keptNeeded: this.#keptNeeded,
      brokenTokens: days.length,
      breaks: this.#breaks,
      daysToFirstBreak:
        earliest === undefined ? undefined : { median: days[(days.length - 1) >>> 1] ?? earliest, earliest },
    };
  }
}

function tokenKey({ provider, principalId, tokenId }: Break): string {
  return `${provider}\n${principalId}\n${tokenId}`;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
