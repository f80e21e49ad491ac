import { isTree } from '../decode.ts';
import type { LanguageVersion } from '../parse.ts';
import { escapeVariables } from '../resource-pattern.ts';

/** A native `Condition` in one order, so that equal conditions are equal text. */
export interface HeldCondition {
  readonly key: string;
  readonly native: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Reads a `Condition` that parsed; none for an absent or empty one, which asks for nothing. */
export function heldCondition(value: unknown, version: LanguageVersion): HeldCondition | undefined {
  if (!isTree(value)) return undefined;
  const operators = sortedEntries(value).flatMap(([operator, keys]) => {
    const tests = isTree(keys) ? sortedEntries(keys) : [];
    const native = tests.map(([key, values]) => [key, valuesOf(values, version)] as const);
    return native.length === 0 ? [] : [[operator, Object.fromEntries(native)] as const];
  });
  if (operators.length === 0) return undefined;
  const native = Object.fromEntries(operators);
  return { key: JSON.stringify(native), native };
}

/** The context keys a condition asks about, in order. */
export function conditionKeys({ native }: HeldCondition): readonly string[] {
  return [...new Set(Object.values(native).flatMap((tests) => Object.keys(tests)))].sort();
}

function sortedEntries(tree: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function valuesOf(values: unknown, version: LanguageVersion): string | readonly string[] {
  const list: readonly unknown[] = Array.isArray(values) ? values : [values];
  const texts = [...new Set(list.map(String))].sort();
  const current = version === '2012-10-17' ? texts : texts.map(escapeVariables);
  return current.length === 1 ? (current[0] ?? '') : current;
}
