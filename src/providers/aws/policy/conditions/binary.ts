import { type ConditionOperator, textOf } from './operator.ts';

/** Compares bytes; both the policy and the request give them in base 64. */
export const binaryOperators: readonly ConditionOperator[] = [
  {
    name: 'BinaryEquals',
    isNegated: false,
    takesVariables: false,
    testsAbsence: false,
    compile: (pieces) => {
      const wanted = decodeBase64(textOf(pieces));
      if (wanted === undefined) return undefined;
      return (text) => decodeBase64(text)?.equals(wanted) ?? false;
    },
  },
];

function decodeBase64(text: string): Buffer | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, 'base64');
}
