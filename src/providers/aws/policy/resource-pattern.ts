import { compileResourcePattern, resourceUnits, type Unit } from './arn-pattern.ts';
import type { TextTest } from './glob.ts';
import { colonCode, follow, isRun, unitsMeet } from './pattern-units.ts';
import { type Piece, parseTemplate, plainTemplate, type Template } from './template.ts';

/** Patterns here are values of a `Resource` element in the language version with variables. */

/** Whether every resource that matches `inner` surely matches `outer`, whatever the variables hold. */
export function covers(outer: string, inner: string): boolean {
  if (outer === inner || outer === '*') return true;
  const pattern = patternOf(outer);
  const other = patternOf(inner);
  if (pattern.hasVariables) return false;
  if (other.text !== undefined) return pattern.test(other.text);
  return pattern.text === undefined && follow(pattern.units, other.units).has(pattern.units.length);
}

/** Whether some resource may match both. */
export function overlaps(left: string, right: string): boolean {
  if (left === right) return true;
  const a = patternOf(left);
  const b = patternOf(right);
  if (b.text !== undefined && !a.hasVariables) return a.test(b.text);
  if (a.text !== undefined && !b.hasVariables) return b.test(a.text);
  return unitsMeet(a.units, b.units);
}

/**
 * Whether an ARN of the usual form may match both: no partition, region or account holds a colon, so neither does what
 * stands for one in `usual`.
 */
export function mayMatch(usual: string, pattern: string): boolean {
  if (!overlaps(usual, pattern)) return false;
  const { text, usualUnits } = patternOf(usual);
  return text !== undefined || unitsMeet(usualUnits, patternOf(pattern).units);
}

/**
 * The resources that match both a pattern that only its end leaves open, and another one, as patterns; undefined where
 * patterns cannot say it in few words.
 */
export function common(openEnded: string, other: string): readonly string[] | undefined {
  const { units } = patternOf(openEnded);
  const { units: rest, hasVariables } = patternOf(other);
  const start = units.slice(0, -1);
  if (hasVariables || !isRun(units.at(-1)) || start.some((unit) => typeof unit === 'object'))
    return undefined;
  const head = openEnded.slice(0, openEnded.lastIndexOf('*'));
  const found = [...follow(rest, start)].map((at) => `${head}${rest.slice(at).map(unitText).join('')}`);
  const isSound = found.every((one) => covers(openEnded, one) && covers(other, one));
  return isSound && found.length <= commonMax ? found : undefined;
}

const commonMax = 3;

/** Whether it names one resource and no more. */
export function isExact(pattern: string): boolean {
  return isPlain(pattern) || patternOf(pattern).text !== undefined;
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

const known = new Map<string, ResourcePattern>();
const knownMax = 20_000;

function patternOf(source: string): ResourcePattern {
  const found = known.get(source);
  if (found !== undefined) return found;
  if (known.size >= knownMax) known.clear();
  const fresh = new ResourcePattern(source);
  known.set(source, fresh);
  return fresh;
}

/** A pattern, taken apart as far as it is asked about. */
class ResourcePattern {
  readonly #template: Template;
  #test: TextTest | undefined;
  #units: readonly Unit[] | undefined;
  /** The only text it matches; undefined when there are several. */
  readonly text: string | undefined;

  constructor(source: string) {
    this.#template = isPlain(source) ? plainTemplate(source) : parseTemplate(source);
    const { parts } = this.#template;
    const isExact = parts.every((part) => !('key' in part) && (part.isPlain || !/[*?]/.test(part.text)));
    this.text = isExact ? parts.map((part) => ('key' in part ? '' : part.text)).join('') : undefined;
  }

  get hasVariables(): boolean {
    return this.#template.hasVariables;
  }

  /** Tests a text; a variable is taken to hold anything. */
  get test(): TextTest {
    this.#test ??= compileResourcePattern(wildPieces(this.#template));
    return this.#test;
  }

  /** Of what stands for a partition, region or account, none holds a colon. */
  get usualUnits(): readonly Unit[] {
    const colons = this.units.filter((unit) => unit === colonCode).length;
    if (colons < 5 || this.hasVariables) return this.units;
    let before = 0;
    return this.units.map((unit) => {
      if (unit === colonCode) before += 1;
      return typeof unit === 'object' && before < 5 ? { ...unit, isConfined: true } : unit;
    });
  }

  get units(): readonly Unit[] {
    this.#units ??= unitsOf(this.#template);
    return this.#units;
  }
}

function wildPieces({ parts }: Template): readonly Piece[] {
  return parts.map((part) => ('key' in part ? { text: '*', isPlain: false } : part));
}

/** A variable may hold anything, colons too: it counts as a run, and then no wildcard keeps within its segment. */
function unitsOf(template: Template): readonly Unit[] {
  const units = resourceUnits(wildPieces(template));
  return template.hasVariables ? units.map(release) : units;
}

function release(unit: Unit): Unit {
  return typeof unit === 'object' ? { ...unit, isConfined: false } : unit;
}

function unitText(unit: Unit): string {
  if (typeof unit === 'object') return unit.isRun ? '*' : '?';
  return exactly(String.fromCharCode(unit));
}
