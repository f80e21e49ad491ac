import { arnOperators } from './arn.ts';
import { binaryOperators } from './binary.ts';
import { boolOperators } from './bool.ts';
import { ipOperators } from './ip.ts';
import type { ConditionOperator } from './operator.ts';
import { dateOperators, numericOperators } from './ordered.ts';
import { stringOperators } from './string.ts';

/**
 * Every condition operator of the policy language.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const conditionOperators: readonly ConditionOperator[] = [
  ...stringOperators,
  ...numericOperators,
  ...dateOperators,
  ...boolOperators,
  ...binaryOperators,
  ...ipOperators,
  ...arnOperators,
];

/** Finds an operator by its name in any case, without `IfExists` and set operator. */
export function conditionOperator(name: string): ConditionOperator | undefined {
  return byName.get(name.toLowerCase());
}

const byName = new Map(conditionOperators.map((operator) => [operator.name.toLowerCase(), operator]));
