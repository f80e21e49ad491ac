import type { GrantEffect } from '../../../model/inventory.ts';
import type { PermissionSet } from '../../../model/permission-set.ts';
import { splitArn } from './arn-pattern.ts';
import type { ActionExpander } from './expand.ts';
import type { Policy } from './parse.ts';
import { type Selection, type Statement, statementLabel } from './parse-statement.ts';

/** A policy as a principal holds it. */
export interface HeldPolicy {
  readonly policy: Policy;
  /** The id of the policy as a role of the inventory. */
  readonly roleId: string;
  /** How the principal came to it, outermost first. */
  readonly path: readonly string[];
}

/** What one statement contributes; the rest of a grant record comes from the inventory. */
export interface GrantRow {
  readonly roleId: string;
  readonly path: readonly string[];
  readonly statement: string;
  readonly effect: GrantEffect;
  readonly permissions: PermissionSet;
  /** Resource patterns as written; those of `NotResource` with a leading `!`. */
  readonly resources: readonly string[];
  readonly isConditional: boolean;
  /** Whether it speaks of all resources. */
  readonly isEverywhere: boolean;
  /** Whether it speaks of all resources, or of all of a service's, as `arn:aws:s3:::*` does. */
  readonly isBroad: boolean;
  readonly unmatchedActions: readonly string[];
}

/** The statements of a policy as rows; in a `limit`, what the statements allow is a cap and not a grant. */
export function rowsOf(
  held: HeldPolicy,
  part: 'identity' | 'limit',
  expander: ActionExpander,
): readonly GrantRow[] {
  return held.policy.statements.map((statement) => ({
    roleId: held.roleId,
    path: held.path,
    statement: statementLabel(statement),
    effect: effectOf(statement, part),
    permissions: expander.select(statement.actions),
    resources: resourcesOf(statement.resources),
    isConditional: statement.conditions.length > 0,
    isEverywhere: coversEverything(statement.resources),
    isBroad: coversEverything(statement.resources) || namesBroadly(statement.resources),
    unmatchedActions: expander.unmatched(statement.actions),
  }));
}

function effectOf(statement: Statement, part: 'identity' | 'limit'): GrantEffect {
  if (statement.effect === 'deny') return 'deny';
  return part === 'limit' ? 'limit' : 'allow';
}

function resourcesOf(selection: Selection | undefined): readonly string[] {
  if (selection === undefined) return ['*'];
  return selection.kind === 'only' ? selection.patterns : selection.patterns.map((pattern) => `!${pattern}`);
}

/** AWS stores no policy of a principal without resources; one that has none is read as broadly as possible. */
function coversEverything(selection: Selection | undefined): boolean {
  if (selection === undefined) return true;
  return selection.kind === 'only' && selection.patterns.some((pattern) => /^\*+$/.test(pattern));
}

function namesBroadly(selection: Selection | undefined): boolean {
  if (selection === undefined || selection.kind === 'except') return true;
  return selection.patterns.some((pattern) => splitArn(pattern)?.[5] === '*');
}
