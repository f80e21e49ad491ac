import { compileResourcePattern } from './arn-pattern.ts';
import type { CallContext } from './call-context.ts';
import { compileValues, type Match, settle } from './match.ts';
import type { LanguageVersion } from './parse.ts';
import type { Selection } from './parse-statement.ts';

export type ResourceTest = (context: CallContext) => Match;

/** Compiles a `Resource` or `NotResource` element; a statement without one speaks of every resource. */
export function compileResources(selection: Selection | undefined, version: LanguageVersion): ResourceTest {
  if (selection === undefined) return () => 'yes';
  const isNegated = selection.kind === 'except';
  const { fixed, fill } = compileValues(selection.patterns, version, compileResourcePattern);
  return (context) => {
    const isNamedOutright = fixed.some((test) => test(context.resource));
    if (isNamedOutright || fill === undefined) return isNamedOutright !== isNegated ? 'yes' : 'no';
    const { tests, gap } = fill(context);
    const isNamed = tests.some((test) => test(context.resource));
    return settle(isNamed !== isNegated, isNegated, gap);
  };
}
