import { resourceUnits, type Unit } from './arn-pattern.ts';
import { parseTemplate } from './template.ts';

/** Patterns here are values of a `Resource` element in the language version with variables. */

/** Whether every resource that matches `inner` surely matches `outer`, whatever the variables hold. */
export function covers(outer: string, inner: string): boolean {
  if (outer === inner || outer === '*') return true;
  const { units, hasVariables, head } = analysed(outer);
  if (hasVariables) return false;
  const steps = analysed(inner).units;
  for (let i = 0; i < head; i++) if (units[i] !== steps[i]) return false;
  let reached = skipRuns(units, new Set([head]));
  for (const step of steps.slice(head)) {
    const next = new Set<number>();
    for (const at of reached) {
      const after = advance(units[at], step, at);
      if (after !== undefined) next.add(after);
    }
    if (next.size === 0) return false;
    reached = skipRuns(units, next);
  }
  return reached.has(units.length);
}

/** Whether some resource may match both. */
export function overlaps(left: string, right: string): boolean {
  const a = analysed(left);
  const b = analysed(right);
  for (let i = 0; i < Math.min(a.head, b.head); i++) if (a.units[i] !== b.units[i]) return false;
  const width = b.units.length + 1;
  const seen = new Set<number>();
  const todo = [0];
  for (let state = todo.pop(); state !== undefined; state = todo.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    const i = Math.floor(state / width);
    const j = state % width;
    const [one, other] = [a.units[i], b.units[j]];
    if (one === undefined && other === undefined) return true;
    if (isRun(one)) todo.push((i + 1) * width + j);
    if (isRun(other)) todo.push(i * width + j + 1);
    if (one === undefined || other === undefined || !canMeet(one, other)) continue;
    todo.push((isRun(one) ? i : i + 1) * width + (isRun(other) ? j : j + 1));
  }
  return false;
}

/** Whether it names one resource and no more. */
export function isExact(pattern: string): boolean {
  if (isPlain(pattern)) return true;
  const { units, head } = analysed(pattern);
  return head === units.length;
}

/** Whether it holds a policy variable. */
export function hasVariables(pattern: string): boolean {
  return variableKeys(pattern).length > 0;
}

/** The context keys that it takes variables from, in lower case. */
export function variableKeys(pattern: string): readonly string[] {
  if (!pattern.includes('${')) return [];
  return parseTemplate(pattern).parts.flatMap((part) => ('key' in part ? [part.key] : []));
}

/** The pattern that matches a text and nothing else, whatever the text holds. */
export function exactly(text: string): string {
  return escapeVariables(text).replace(/(\$\{\$\})|([*?])/g, (_, dollar: string | undefined, wild: string) =>
    dollar === undefined ? `\${${wild}}` : dollar,
  );
}

/** The only text that an exact pattern matches. */
export function exactText(pattern: string): string {
  if (isPlain(pattern)) return pattern;
  return parseTemplate(pattern)
    .parts.map((part) => ('key' in part ? '' : part.text))
    .join('');
}

/** Text in which `*` and `?` stay wildcards, and nothing is a variable. */
export function escapeVariables(text: string): string {
  return text.replaceAll('${', `\${$}{`);
}

/** Most names hold no sign that means anything in a pattern. */
function isPlain(pattern: string): boolean {
  return !/[*?$]/.test(pattern);
}

interface Analysed {
  readonly units: readonly Unit[];
  readonly hasVariables: boolean;
  /** How many steps at its beginning are plain characters. */
  readonly head: number;
}

const known = new Map<string, Analysed>();
const knownMax = 50_000;

function analysed(pattern: string): Analysed {
  const found = known.get(pattern) ?? analyse(pattern);
  if (known.size >= knownMax) known.clear();
  known.set(pattern, found);
  return found;
}

/** A variable may hold anything, colons too: it counts as a run, and then no wildcard keeps within its segment. */
function analyse(pattern: string): Analysed {
  const { parts, hasVariables } = parseTemplate(pattern);
  const pieces = parts.map((part) => ('key' in part ? { text: '*', isPlain: false } : part));
  const confined = resourceUnits(pieces);
  const units = hasVariables ? confined.map(release) : confined;
  const wild = units.findIndex((unit) => typeof unit === 'object');
  return { units, hasVariables, head: wild < 0 ? units.length : wild };
}

function release(unit: Unit): Unit {
  return typeof unit === 'object' ? { ...unit, isConfined: false } : unit;
}

const colonCode = ':'.charCodeAt(0);

function isRun(unit: Unit | undefined): boolean {
  return typeof unit === 'object' && unit.isRun;
}

/** Where a pattern stands after one step of another: a run of the other is within a run of this only. */
function advance(unit: Unit | undefined, step: Unit, at: number): number | undefined {
  if (unit === undefined) return undefined;
  if (typeof unit === 'number') return unit === step ? at + 1 : undefined;
  const mayBeColon = typeof step === 'number' ? step === colonCode : !step.isConfined;
  if (unit.isConfined && mayBeColon) return undefined;
  if (unit.isRun) return at;
  return isRun(step) ? undefined : at + 1;
}

function canMeet(one: Unit, other: Unit): boolean {
  if (typeof one === 'number') {
    return typeof other === 'number' ? one === other : !other.isConfined || one !== colonCode;
  }
  return typeof other === 'number' ? !one.isConfined || other !== colonCode : true;
}

function skipRuns(units: readonly Unit[], reached: Set<number>): Set<number> {
  for (const at of reached) if (isRun(units[at])) reached.add(at + 1);
  return reached;
}
