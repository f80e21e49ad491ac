import type { TextTest } from '../glob.ts';
import type { Piece } from '../template.ts';

/** One condition operator of the policy language, without `IfExists` and set operators. */
export interface ConditionOperator {
  readonly name: string;
  /** Whether it holds when the positive test does not: `StringNotLike` is a negated `StringLike`. */
  readonly isNegated: boolean;
  /** Whether policy variables in its values are filled in. */
  readonly takesVariables: boolean;
  /** Whether it tests that the key is absent, instead of the key's values. */
  readonly testsAbsence: boolean;
  /**
   * Compiles one policy value into the positive test of one request value;
   * undefined when the value is not of the operator's kind, so that nothing can match it.
   */
  readonly compile: (pieces: readonly Piece[]) => TextTest | undefined;
}

/** Why a value of a policy can match nothing under an operator; undefined when it can. */
export function misfit(operator: ConditionOperator, value: string): string | undefined {
  if (operator.takesVariables && value.includes('${')) return undefined;
  if (operator.compile([{ text: value, isPlain: false }]) !== undefined) return undefined;
  return `the value \`${value.slice(0, shownLengthMax)}\` does not suit \`${operator.name}\``;
}

/** An operator and its negation. */
export function operatorPair(
  names: readonly [positive: string, negated: string],
  takesVariables: boolean,
  compile: ConditionOperator['compile'],
): readonly ConditionOperator[] {
  const [positive, negated] = names;
  const common = { takesVariables, testsAbsence: false, compile };
  return [
    { name: positive, isNegated: false, ...common },
    { name: negated, isNegated: true, ...common },
  ];
}

/** The text of a value as it stands, wildcards and all. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join('');
}

const shownLengthMax = 80;
