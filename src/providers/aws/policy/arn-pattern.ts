import { compileGlob, type TextTest } from './glob.ts';
import type { Piece } from './template.ts';

/**
 * Compiles a pattern of a `Resource` element. Before the fifth colon a wildcard stays within its segment,
 * unless it is a `*` that ends the segment: that one runs on across colons. In the resource part, which may
 * itself hold colons, wildcards match anything. Case matters.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function compileResourcePattern(pieces: readonly Piece[]): TextTest {
  const units = resourceUnits(pieces);
  const isConfined = units.some((unit) => typeof unit === 'object' && unit.isConfined);
  return isConfined ? (text) => matchesUnits(units, text) : compileGlob(pieces);
}

/**
 * Compiles a value of the ARN condition operators: each of the six parts between colons is matched on its
 * own, so no wildcard crosses a colon but those of the resource part. A lone `*` matches everything.
 * Returns undefined when the pattern has fewer than six parts, as it can match nothing.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function compileArnCondition(pieces: readonly Piece[]): TextTest | undefined {
  if (pieces.length === 1 && pieces[0]?.text === '*' && !pieces[0].isPlain) return () => true;
  const patterns = splitPieces(pieces);
  if (patterns === undefined) return undefined;
  const tests = patterns.map(compileGlob);
  return (text) => {
    const parts = splitArn(text);
    return parts !== undefined && tests.every((test, i) => test(parts[i] ?? ''));
  };
}

/** The six parts of an ARN, the last one with its own colons; undefined when there are fewer. */
export function splitArn(arn: string): readonly string[] | undefined {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < colonsMax; i++) {
    const colon = arn.indexOf(':', start);
    if (colon < 0) return undefined;
    parts.push(arn.slice(start, colon));
    start = colon + 1;
  }
  return [...parts, arn.slice(start)];
}

const colonsMax = 5;

export interface Wildcard {
  readonly isRun: boolean;
  /** Whether it stops at a colon. */
  readonly isConfined: boolean;
}

/** One step of a resource pattern: a character by its code, or a wildcard. */
export type Unit = number | Wildcard;

const colonCode = ':'.charCodeAt(0);

/** A resource pattern as the steps that {@link compileResourcePattern} matches by. */
export function resourceUnits(pieces: readonly Piece[]): readonly Unit[] {
  const whole = pieces.map((piece) => piece.text).join('');
  const units: Unit[] = [];
  let colons = 0;
  for (const piece of pieces) {
    for (let i = 0; i < piece.text.length; i++) {
      const character = piece.text.charAt(i);
      if (character === ':') colons += 1;
      const isRun = character === '*';
      if (piece.isPlain || (!isRun && character !== '?')) {
        units.push(character.charCodeAt(0));
        continue;
      }
      const isInResourcePart = colons >= colonsMax;
      const next = whole.charAt(units.length + 1);
      const endsSegment = isRun && (next === ':' || next === '');
      units.push({ isRun, isConfined: !isInResourcePart && !endsSegment });
    }
  }
  return units;
}

/** Follows all ways to match at once, so that no pattern can make it slow. */
function matchesUnits(units: readonly Unit[], text: string): boolean {
  let reached = new Uint8Array(units.length + 1);
  reached[0] = 1;
  skipRuns(units, reached);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const next = new Uint8Array(units.length + 1);
    for (let at = 0; at < units.length; at++) {
      const unit = units[at];
      if (reached[at] === 0 || unit === undefined) continue;
      if (typeof unit === 'number') {
        if (unit === code) next[at + 1] = 1;
      } else if (!unit.isConfined || code !== colonCode) {
        next[unit.isRun ? at : at + 1] = 1;
      }
    }
    skipRuns(units, next);
    reached = next;
  }
  return reached[units.length] === 1;
}

function skipRuns(units: readonly Unit[], reached: Uint8Array): void {
  for (let at = 0; at < units.length; at++) {
    const unit = units[at];
    if (reached[at] === 1 && typeof unit === 'object' && unit.isRun) reached[at + 1] = 1;
  }
}

/** Splits at the first five colons, keeping track of what is plain. */
function splitPieces(pieces: readonly Piece[]): readonly (readonly Piece[])[] | undefined {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    let rest = piece.text;
    while (!piece.isPlain && parts.length <= colonsMax) {
      const colon = rest.indexOf(':');
      if (colon < 0) break;
      parts.at(-1)?.push({ text: rest.slice(0, colon), isPlain: false });
      parts.push([]);
      rest = rest.slice(colon + 1);
    }
    parts.at(-1)?.push({ text: rest, isPlain: piece.isPlain });
  }
  return parts.length === colonsMax + 1 ? parts : undefined;
}
