import type { CallContext } from './call-context.ts';
import type { CompiledStatement } from './compile-policy.ts';
import type { PrincipalSelection } from './parse-principal.ts';
import type { Selection } from './parse-statement.ts';
import type { PolicyKind } from './policy-set.ts';

/** The first thing about a request that keeps a statement from applying to it. */
export type Mismatch =
  | {
      readonly element: 'Resource' | 'NotResource' | 'Principal' | 'NotPrincipal';
      readonly wanted: readonly string[];
      readonly given: string;
    }
  | {
      readonly element: 'condition';
      readonly operator: string;
      readonly key: string;
      readonly wanted: readonly string[];
      /** Empty when the request has no such key. */
      readonly given: readonly string[];
    };

/** Finds what keeps a statement that speaks of the action from applying; undefined when it does apply. */
export function findMismatch(
  compiled: CompiledStatement,
  kind: PolicyKind,
  context: CallContext,
): Mismatch | undefined {
  const { statement } = compiled;
  if (kind === 'resource') {
    const named = compiled.matchesPrincipal(context.caller);
    if (named === 'none' || named === 'unknown') return principalMismatch(statement.principals, context);
  }
  if (compiled.matchesResource(context) !== 'yes') return resourceMismatch(statement.resources, context);
  const at = compiled.conditions.findIndex((test) => test(context) !== 'yes');
  const condition = statement.conditions[at];
  if (condition === undefined) return undefined;
  return {
    element: 'condition',
    operator: condition.name,
    key: condition.key,
    wanted: condition.values.slice(0, shownMax),
    given: (context.values(condition.key.toLowerCase()) ?? []).slice(0, shownMax),
  };
}

/** A mismatch as the end of a sentence. */
export function mismatchText(mismatch: Mismatch): string {
  const wanted = listText(mismatch.wanted);
  if (mismatch.element === 'condition') {
    const given = mismatch.given.length === 0 ? 'no such key' : listText(mismatch.given);
    return `${mismatch.operator} of \`${mismatch.key}\` wants ${wanted}, the request has ${given}`;
  }
  const verb = mismatch.element.startsWith('Not') ? 'excludes' : 'wants';
  return `its ${mismatch.element} ${verb} ${wanted}, the request has \`${mismatch.given}\``;
}

const shownMax = 10;

function principalMismatch(selection: PrincipalSelection | undefined, context: CallContext): Mismatch {
  const wanted = (selection?.patterns ?? []).map((pattern) => (pattern.kind === 'all' ? '*' : pattern.value));
  return {
    element: selection?.kind === 'except' ? 'NotPrincipal' : 'Principal',
    wanted: wanted.slice(0, shownMax),
    given: context.caller.id,
  };
}

function resourceMismatch(selection: Selection | undefined, context: CallContext): Mismatch {
  return {
    element: selection?.kind === 'except' ? 'NotResource' : 'Resource',
    wanted: (selection?.patterns ?? []).slice(0, shownMax),
    given: context.resource,
  };
}

function listText(values: readonly string[]): string {
  if (values.length === 0) return 'nothing';
  const quotedValues = values.map((value) => `\`${value}\``);
  return quotedValues.length === 1 ? (quotedValues[0] ?? '') : `one of ${quotedValues.join(', ')}`;
}
