import type { TextTest } from '../glob.ts';
import { type ConditionOperator, textOf } from './operator.ts';

export const boolOperators: readonly ConditionOperator[] = [
  { name: 'Bool', isNegated: false, takesVariables: true, testsAbsence: false, compile: compileBool },
  { name: 'Null', isNegated: false, takesVariables: false, testsAbsence: true, compile: compileBool },
];

function compileBool(pieces: Parameters<ConditionOperator['compile']>[0]): TextTest | undefined {
  const wanted = textOf(pieces).toLowerCase();
  if (wanted !== 'true' && wanted !== 'false') return undefined;
  return (text) => text.toLowerCase() === wanted;
}
