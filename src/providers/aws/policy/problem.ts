/** What a policy lost by a problem: nothing it needs, or a statement of that effect (`any`: not readable). */
export type Loss = 'nothing' | 'allow' | 'deny' | 'any';

/** One thing in a policy document that could not be read as written. */
export interface PolicyProblem {
  /** Where, for example `$.Statement[2].Condition.StringLike["aws:username"]`. */
  readonly path: string;
  readonly reason: string;
  readonly lost: Loss;
}

/** Gathers the problems of one document; bounded, as documents may be hostile. */
export class ProblemList {
  readonly #problems: PolicyProblem[] = [];
  #suppressed = 0;
  #suppressedLoss: Loss = 'nothing';

  add(path: string, reason: string, lost: Loss): void {
    if (this.#problems.length < problemsMax) {
      this.#problems.push({ path, reason, lost });
      return;
    }
    this.#suppressed += 1;
    if (lost === 'nothing' || lost === this.#suppressedLoss) return;
    this.#suppressedLoss = this.#suppressedLoss === 'nothing' ? lost : 'any';
  }

  toList(): readonly PolicyProblem[] {
    if (this.#suppressed === 0) return this.#problems;
    const reason = `${this.#suppressed} further problems are not listed`;
    return [...this.#problems, { path: '$', reason, lost: this.#suppressedLoss }];
  }
}

/** Quotes text of a document for a message, cut to a readable length. */
export function quoted(value: unknown): string {
  if (typeof value !== 'string') return value === null ? '`null`' : `a value of type ${typeof value}`;
  const text = value.length > quotedLengthMax ? `${value.slice(0, quotedLengthMax)}…` : value;
  return `\`${text}\``;
}

const problemsMax = 100;
const quotedLengthMax = 80;
