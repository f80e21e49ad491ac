import type { CallContext } from './call-context.ts';
import type { TextTest } from './glob.ts';
import type { LanguageVersion } from './parse.ts';
import { fillTemplate, type Piece, parseTemplate, plainTemplate, type Template } from './template.ts';

/** `unknown`: a context key that is left open, or an element nobody can evaluate, decides. */
export type Match = 'yes' | 'no' | 'unknown';

/** A list of policy values made ready for matching. */
export interface CompiledValues {
  /** Tests of the values without variables. */
  readonly fixed: readonly TextTest[];
  /** Tests of the values with variables, as one request fills them in; absent when there are none. */
  readonly fill?: (context: CallContext) => FilledTests;
}

export interface FilledTests {
  readonly tests: readonly TextTest[];
  readonly gap: Gap;
}

/** Whether a variable has no value: `void` surely, `unknown` for all that is known. */
export type Gap = 'none' | 'void' | 'unknown';

/** Compiles a list of policy values. */
export function compileValues(
  values: readonly string[],
  version: LanguageVersion,
  compile: (pieces: readonly Piece[]) => TextTest | undefined,
): CompiledValues {
  const templates = values.map(version === '2012-10-17' ? parseTemplate : plainTemplate);
  const compileOne = (pieces: readonly Piece[]) => {
    const test = compile(pieces);
    return test === undefined ? [] : [test];
  };
  const fixed = templates.flatMap(fixedPieces).flatMap(compileOne);
  const variable = templates.filter((template) => template.hasVariables);
  if (variable.length === 0) return { fixed };

  const remembered = new Map<string, readonly TextTest[]>();
  const testsOf = (pieces: readonly Piece[], position: number) => {
    const key = JSON.stringify([position, ...pieces.map((piece) => piece.text)]);
    const known = remembered.get(key) ?? compileOne(pieces);
    if (remembered.size < rememberedMax) remembered.set(key, known);
    return known;
  };
  const fill = (context: CallContext): FilledTests => {
    const tests: TextTest[] = [];
    let gap: Gap = 'none';
    for (const [position, template] of variable.entries()) {
      const pieces = fillTemplate(template, (key) => context.only(key));
      if (!('missingKey' in pieces)) tests.push(...testsOf(pieces, position));
      else if (gap !== 'unknown') gap = gapOf(pieces.missingKey, context);
    }
    return { tests, gap };
  };
  return { fixed, fill };
}

/**
 * The answer of a list of policy values, given what the values without a gap say. A variable without value
 * matches nothing; where not matching is what is asked for, it makes the statement void instead.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function settle(holds: boolean, isNegated: boolean, gap: Gap): Match {
  const moreValuesCannotChangeIt = holds !== isNegated;
  if (gap === 'none' || moreValuesCannotChangeIt) return holds ? 'yes' : 'no';
  return gap === 'unknown' ? 'unknown' : 'no';
}

const rememberedMax = 256;

function fixedPieces(template: Template): readonly (readonly Piece[])[] {
  if (template.hasVariables) return [];
  const pieces = fillTemplate(template, () => undefined);
  return 'missingKey' in pieces ? [] : [pieces];
}

function gapOf(key: string, context: CallContext): 'void' | 'unknown' {
  if (context.values(key) !== undefined) return 'void';
  context.leaveOpen(key);
  return 'unknown';
}
