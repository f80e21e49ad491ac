import type { TextTest } from '../glob.ts';
import { type ConditionOperator, operatorPair, textOf } from './operator.ts';

type Compare = (request: number, policy: number) => boolean;

const comparisons: readonly (readonly [suffix: string, compare: Compare])[] = [
  ['LessThan', (request, policy) => request < policy],
  ['LessThanEquals', (request, policy) => request <= policy],
  ['GreaterThan', (request, policy) => request > policy],
  ['GreaterThanEquals', (request, policy) => request >= policy],
];

export const numericOperators = orderedOperators('Numeric', parseNumber);
export const dateOperators = orderedOperators('Date', parseDate);

function orderedOperators(
  prefix: string,
  parse: (text: string) => number | undefined,
): readonly ConditionOperator[] {
  const compiler = (compare: Compare): ConditionOperator['compile'] => {
    return (pieces) => compileComparison(textOf(pieces), parse, compare);
  };
  const equality = compiler((request, policy) => request === policy);
  return [
    ...operatorPair([`${prefix}Equals`, `${prefix}NotEquals`], false, equality),
    ...comparisons.map(([suffix, compare]) => ({
      name: `${prefix}${suffix}`,
      isNegated: false,
      takesVariables: false,
      testsAbsence: false,
      compile: compiler(compare),
    })),
  ];
}

function compileComparison(
  value: string,
  parse: (text: string) => number | undefined,
  compare: Compare,
): TextTest | undefined {
  const wanted = parse(value);
  if (wanted === undefined) return undefined;
  return (text) => {
    const given = parse(text);
    return given !== undefined && compare(given, wanted);
  };
}

function parseNumber(text: string): number | undefined {
  return /^[+-]?\d{1,300}(\.\d{1,300})?$/.test(text.trim()) ? Number(text) : undefined;
}

const datePattern =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:([Zz])|([+-])(\d\d):?(\d\d))?)?)?)?$/;

/**
 * Reads a W3C date (a year alone is one) or an epoch time in seconds, as epoch milliseconds.
 * A time without a zone is taken as UTC.
 */
function parseDate(source: string): number | undefined {
  const text = source.trim();
  const match = datePattern.exec(text);
  if (match === null) return /^\d{5,15}(\.\d{1,9})?$/.test(text) ? Number(text) * 1000 : undefined;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '0'] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) return undefined;
  const [sign, zoneHour = '0', zoneMinute = '0'] = match.slice(9);
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return time + Number(`0.${fraction}`) * 1000 - (sign === '-' ? -offset : offset);
}
