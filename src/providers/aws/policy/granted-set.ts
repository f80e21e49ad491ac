import { PermissionSet } from '../../../model/permission-set.ts';
import type { ActionExpander } from './expand.ts';
import { capOf, scopedPart } from './granted-cap.ts';
import { type GrantRow, type HeldPolicy, rowsOf } from './granted-row.ts';
import { lostEffects } from './parse.ts';

/** Everything that decides what a principal may do in its own account. */
export interface GrantSources {
  /** Policies of the principal itself and of its groups. */
  readonly identity: readonly HeldPolicy[];
  readonly boundary?: HeldPolicy;
  /** Service control policies by level, from the organisation's root down to the account; each level must allow. */
  readonly serviceControl?: readonly (readonly HeldPolicy[])[];
}

/**
 * What a principal is granted. The sets describe {@link allowed} from different sides and may overlap;
 * all of them are part of it. What is in none of them is given always and everywhere.
 */
export interface GrantedSet {
  /** Permissions that some request of the principal could use. */
  readonly allowed: PermissionSet;
  /** Of these, the ones given only under a condition, whatever the resource. */
  readonly conditional: PermissionSet;
  /** Of these, the ones given only on some resources, or beyond those only under a condition. */
  readonly scoped: PermissionSet;
  /** Of these, the ones that a deny takes away on some resources or under some conditions. */
  readonly restricted: PermissionSet;
  /**
   * Of these, the ones that are given only on named resources although the catalogue knows no resource for
   * them: such a grant has no effect, unless the catalogue is behind.
   */
  readonly ineffective: PermissionSet;
  readonly rows: readonly GrantRow[];
  /** Allowed action patterns that match nothing in the catalogue, so that what they grant is not in the sets. */
  readonly unmatchedActions: readonly string[];
  /** Whether part of a policy could not be read, so that the sets may be too small or too large. */
  readonly isUncertain: boolean;
}

/**
 * Works out what a principal is granted, without resource policies, which are not the principal's own.
 * Errs towards granted: conditions may hold, resources may exist, and a cap that could not be read in full
 * does not cap.
 */
export function grantedSet(sources: GrantSources, expander: ActionExpander): GrantedSet {
  const held = sources.identity.flatMap((policy) => rowsOf(policy, 'identity', expander));
  const granted = capOf(held);
  const levels = sources.serviceControl ?? [];
  const caps = [...(sources.boundary === undefined ? [] : [[sources.boundary]]), ...levels];
  const capRows = caps.map((level) => level.flatMap((policy) => rowsOf(policy, 'limit', expander)));
  const limits = capRows.map((rows, i) => {
    const isWhole = (caps[i] ?? []).every((policy) => !lostEffects(policy.policy).allow);
    return isWhole ? capOf(rows) : { ...capOf(rows), ...uncapped(expander) };
  });

  const layers = [granted, ...limits];
  const denied = PermissionSet.unionOf(layers.map((layer) => layer.denied));
  let allowed = granted.allowed;
  for (const limit of limits) allowed = allowed.intersect(limit.allowed);
  allowed = allowed.subtract(denied);

  const within = (sets: readonly PermissionSet[]) => PermissionSet.unionOf(sets).intersect(allowed);
  const scoped = within(layers.map(scopedPart));
  const isAllow = (row: GrantRow) => row.effect === 'allow';
  const broadly = PermissionSet.unionOf(
    held.filter((row) => isAllow(row) && row.isBroad).map((row) => row.permissions),
  );
  const policies = [sources.identity, ...caps].flat();
  const rows = [...held, ...capRows.flat()];
  return {
    allowed,
    conditional: within(layers.map((layer) => layer.allowed.subtract(layer.unconditional))),
    scoped,
    restricted: within(layers.map((layer) => layer.partlyDenied)),
    ineffective: scoped.intersect(expander.withoutResource).subtract(broadly),
    rows,
    unmatchedActions: [...new Set(held.filter(isAllow).flatMap((row) => row.unmatchedActions))],
    isUncertain: policies.some(({ policy }) => lostEffects(policy).allow || lostEffects(policy).deny),
  };
}

function uncapped(expander: ActionExpander) {
  return {
    allowed: expander.all,
    unconditional: expander.all,
    everywhere: expander.all,
    outright: expander.all,
  };
}
