import { z } from 'zod';
import type { EngineSettings } from './statement-settings.ts';
import type { Parameter } from './store.ts';

const parameter = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
  z.array(z.number()),
]);

/** What one statement runs under. */
export interface Surroundings {
  readonly settings: EngineSettings;
  readonly params: Readonly<Record<string, Parameter>>;
}

/** The same as it comes from elsewhere. */
export const surroundingsShape = z.object({
  settings: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  params: z.record(z.string(), parameter).default({}),
});

/**
 * The `SET` statement that puts settings and bound parameters in place, ended by a semicolon; empty for none.
 * `stale` names settings that an earlier statement left behind and this one does not want.
 */
export function setClause({ settings, params }: Surroundings, stale: Iterable<string> = []): string {
  const assignments = [
    ...[...stale].filter((name) => !(name in settings)).map((name) => `${identifier(name)} = DEFAULT`),
    ...Object.entries(settings).map(([name, value]) => `${identifier(name)} = ${literal(value)}`),
    ...Object.entries(params).map(
      ([name, value]) => `param_${identifier(name)} = ${quoted(parameterText(value))}`,
    ),
  ];
  return assignments.length === 0 ? '' : `SET ${assignments.join(', ')}; `;
}

function identifier(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`not a name: ${JSON.stringify(name)}`);
  return name;
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : quoted(value);
}

/** A parameter as the engine reads it: tab-separated text at the top, SQL literals within arrays. */
export function parameterText(value: Parameter): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return `[${value.map((item) => (typeof item === 'string' ? quoted(item) : String(item))).join(',')}]`;
}

function quoted(text: string): string {
  return `'${escaped(text).replaceAll("'", "\\'")}'`;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\0': '\\0',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escaped(text: string): string {
  return text.replaceAll(/[\\\0\b\f\n\r\t]/g, (character) => escapes[character] ?? character);
}
