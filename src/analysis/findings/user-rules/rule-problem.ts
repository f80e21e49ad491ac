import { isNode, type LineCounter, type Node } from 'yaml';
import { ScopelightError } from '../../../model/error.ts';

/** Tells where in a file of rules something is wrong, and what to do. */
export class RuleFile {
  readonly #path: string;
  readonly #lines: LineCounter;

  constructor(path: string, lines: LineCounter) {
    this.#path = path;
    this.#lines = lines;
  }

  /** Makes an error that names the line of a node. */
  problem(node: unknown, what: string, hint: string): ScopelightError {
    const offset = isNode(node) ? (node as Node).range?.[0] : undefined;
    return this.problemAt(offset, what, hint);
  }

  problemAt(offset: number | undefined, what: string, hint: string): ScopelightError {
    const line = offset === undefined ? 1 : this.#lines.linePos(offset).line;
    return new ScopelightError('usage.invalid', `line ${line} of \`${this.#path}\`: ${what}`, { hint });
  }
}
