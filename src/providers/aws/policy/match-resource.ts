import { compileResourcePattern } from './arn-pattern.ts';
import type { CallContext } from './call-context.ts';
import { compileValues, type Match, settle } from './match.ts';
import type { LanguageVersion } from './parse.ts';
import type { Selection } from './parse-statement.ts';
import { covers, escapeVariables, exactly, hasVariables, mayMatch, overlaps } from './resource-pattern.ts';

export type ResourceTest = (context: CallContext) => Match;

/** Compiles a `Resource` or `NotResource` element; a statement without one speaks of every resource. */
export function compileResources(selection: Selection | undefined, version: LanguageVersion): ResourceTest {
  if (selection === undefined) return () => 'yes';
  const isNegated = selection.kind === 'except';
  const { fixed, fill } = compileValues(selection.patterns, version, compileResourcePattern);
  const variable = selection.patterns.filter(hasVariables);
  return (context) => {
    if (context.request.isResourcePattern === true) return matchPattern(selection, version, context.resource);
    const isNamedOutright = fixed.some((test) => test(context.resource));
    if (isNamedOutright || fill === undefined) return isNamedOutright !== isNegated ? 'yes' : 'no';
    const { tests, gap } = fill(context);
    const isNamed = tests.some((test) => test(context.resource));
    const isOpen = gap === 'unknown' && variable.some((one) => overlaps(one, exactly(context.resource)));
    return settle(isNamed !== isNegated, isNegated, gap === 'unknown' && !isOpen ? 'none' : gap);
  };
}

/** What holds for every resource that matches a pattern holds for certain; a policy variable may hold anything. */
function matchPattern({ kind, patterns }: Selection, version: LanguageVersion, pattern: string): Match {
  const current = version === '2012-10-17' ? patterns : patterns.map(escapeVariables);
  const isNegated = kind === 'except';
  if (current.some((one) => covers(one, pattern))) return isNegated ? 'no' : 'yes';
  if (current.some((one) => mayMatch(pattern, one))) return 'unknown';
  return isNegated ? 'yes' : 'no';
}
