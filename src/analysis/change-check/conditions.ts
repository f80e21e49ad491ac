import type { StatedCondition, StatedPower } from '../../providers/configuration.ts';

type Conditional = Pick<StatedPower, 'isConditional' | 'conditions'>;

/** Whether what counts under some conditions surely counts whenever something else does. */
export function holdsWhenever(wide: Conditional, narrow: Conditional): boolean {
  if (!wide.isConditional && (wide.conditions ?? []).length === 0) return true;
  // Where a language's conditions cannot be compared, two of them pass for the same.
  if (wide.conditions === undefined || narrow.conditions === undefined) return narrow.isConditional;
  return allFollow(wide.conditions, narrow.conditions);
}

/** Whether all of some conditions hold whenever all of others do. */
export function allFollow(wide: readonly StatedCondition[], narrow: readonly StatedCondition[]): boolean {
  return wide.every((condition) => narrow.some((other) => follows(condition, other)));
}

function follows(condition: StatedCondition, from: StatedCondition): boolean {
  if (condition.test !== from.test || condition.key !== from.key) return false;
  const [less, more] = condition.holdsFor === 'any' ? [from, condition] : [condition, from];
  return less.values.every((value) => more.values.includes(value));
}
