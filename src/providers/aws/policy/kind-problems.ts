import type { Policy } from './parse.ts';
import type { PolicyKind } from './policy-set.ts';
import type { PolicyProblem } from './problem.ts';

/**
 * What is wrong with a policy for the part it is to play, though each statement can be read: AWS would not
 * store it there. Tells a policy given in the wrong place.
 */
export function kindProblems(policy: Policy, kind: PolicyKind): readonly PolicyProblem[] {
  return policy.statements.flatMap((statement) => {
    const path = `$.Statement[${statement.index}]`;
    const problem = (reason: string): PolicyProblem => ({ path, reason, lost: 'nothing' });
    // A resource control policy speaks of everybody, and says so.
    const isNamed = statement.principals !== undefined;
    if (kind === 'resource') return isNamed ? [] : [problem('a resource policy needs a `Principal`')];
    if (kind !== 'rcp' && isNamed) return [problem(`a policy of kind \`${kind}\` takes no \`Principal\``)];
    return statement.resources === undefined ? [problem('the statement names no `Resource`')] : [];
  });
}
