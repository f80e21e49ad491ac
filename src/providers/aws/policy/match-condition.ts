import type { CallContext } from './call-context.ts';
import { compileValues, type Match, settle } from './match.ts';
import type { LanguageVersion } from './parse.ts';
import type { Condition } from './parse-condition.ts';

export type ConditionTest = (context: CallContext) => Match;

/**
 * Compiles one condition. See
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html
 */
export function compileCondition(condition: Condition, version: LanguageVersion): ConditionTest {
  const { operator, quantifier, isIfExists } = condition;
  if (operator === undefined) return () => 'unknown';
  const { isNegated, testsAbsence } = operator;
  const key = condition.key.toLowerCase();
  const language = operator.takesVariables ? version : '2008-10-17';
  const { fixed, fill } = compileValues(condition.values, language, operator.compile);
  return (context) => {
    const given = context.values(key);
    if (given === undefined) {
      context.leaveOpen(key);
      return 'unknown';
    }
    if (!testsAbsence && isEmpty(given, quantifier)) {
      const holds = isIfExists || (quantifier === 'single' ? isNegated : quantifier === 'every');
      return holds ? 'yes' : 'no';
    }
    const filled = fill?.(context);
    const tests = filled === undefined ? fixed : [...fixed, ...filled.tests];
    const matches = (value: string) => tests.some((test) => test(value));
    if (testsAbsence) return matches(String(isEmpty(given, 'every'))) ? 'yes' : 'no';
    const holds = (value: string) => matches(value) !== isNegated;
    const all = quantifier === 'every' || (quantifier === 'single' && isNegated);
    return settle(all ? given.every(holds) : given.some(holds), isNegated, filled?.gap ?? 'none');
  };
}

/** Set operators and `Null` read a lone empty string as no value at all. */
function isEmpty(values: readonly string[], quantifier: Condition['quantifier']): boolean {
  return values.length === 0 || (quantifier !== 'single' && values.length === 1 && values[0] === '');
}
