import { type ConditionOperator, misfit } from './conditions/operator.ts';
import { conditionOperator } from './conditions/table.ts';
import { isTree } from './decode.ts';
import { quoted } from './problem.ts';

/** `single`: no set operator. `every`: `ForAllValues`. `some`: `ForAnyValue`. */
export type Quantifier = 'single' | 'every' | 'some';

/** One test of one context key. */
export interface Condition {
  /** The operator as written, for explanations. */
  readonly name: string;
  /** Absent when the language has no such operator: nobody can tell whether the condition holds. */
  readonly operator?: ConditionOperator;
  readonly quantifier: Quantifier;
  readonly isIfExists: boolean;
  /** The context key as written; keys are compared without regard to case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** What becomes of problems: `fail` costs the statement, `note` does not. */
interface Reports {
  readonly fail: (path: string, reason: string) => void;
  readonly note: (path: string, reason: string) => void;
}

/** Reads a `Condition` element: operator → key → one or several values. */
export function parseConditions(value: unknown, reports: Reports): readonly Condition[] {
  if (!isTree(value)) {
    reports.fail('', `the condition is not an object: ${quoted(value)}`);
    return [];
  }
  const conditions: Condition[] = [];
  for (const [name, keys] of Object.entries(value)) {
    const path = `.${name.slice(0, pathLengthMax)}`;
    if (!isTree(keys)) {
      reports.fail(path, 'the keys of the operator are not an object');
      continue;
    }
    const parsed = parseOperatorName(name);
    if (parsed.operator === undefined) reports.note(path, `unknown condition operator ${quoted(name)}`);
    for (const [key, listed] of Object.entries(keys)) {
      const keyPath = `${path}[${JSON.stringify(key.slice(0, pathLengthMax))}]`;
      const values = valuesOf(listed);
      if (values === undefined) {
        reports.fail(keyPath, 'a value is not a string, number or boolean');
        continue;
      }
      for (const text of values.slice(0, checkedValuesMax)) {
        const reason = parsed.operator === undefined ? undefined : misfit(parsed.operator, text);
        if (reason !== undefined) reports.note(keyPath, reason);
      }
      conditions.push({ name, ...parsed, key, values });
      if (conditions.length > conditionsMax) {
        reports.fail('', `more than ${conditionsMax} conditions`);
        return [];
      }
    }
  }
  return conditions;
}

const pathLengthMax = 80;
const conditionsMax = 1_000;
const valuesMax = 50_000;
const checkedValuesMax = 1_000;

function parseOperatorName(name: string): Pick<Condition, 'operator' | 'quantifier' | 'isIfExists'> {
  const match = /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/.exec(name.toLowerCase());
  const operator = conditionOperator(match?.[2] ?? '');
  const isIfExists = match?.[3] !== undefined;
  const quantifier =
    match?.[1] === undefined ? 'single' : match[1] === 'forallvalues' ? ('every' as const) : 'some';
  return { ...(operator === undefined ? {} : { operator }), quantifier, isIfExists };
}

function valuesOf(listed: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
  if (list.length > valuesMax) return undefined;
  const isScalar = (item: unknown) => ['string', 'number', 'boolean'].includes(typeof item);
  return list.every(isScalar) ? list.map(String) : undefined;
}
