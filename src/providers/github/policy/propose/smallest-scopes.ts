import { PermissionSet } from '../../../../model/permission-set.ts';
import { type Scope, scopes } from '../../catalogue/index.ts';

/** The classic scopes that a set of permissions needs. */
export interface ScopeChoice {
  readonly scopes: readonly Scope[];
  /** Permissions that no scope gives. */
  readonly missing: PermissionSet;
}

/** What is held now: what it gives is given by scopes of it again. */
export interface HeldScopes {
  readonly names: ReadonlySet<string>;
  readonly permissions: PermissionSet;
  /** Of these, the ones given in part: scopes that do so are enough for them. */
  readonly partial: PermissionSet;
}

/**
 * Chooses scopes that give all of `wanted` and of which none can be left out: for each permission the narrowest, and then
 * without those whose permissions the others give too, the widest first.
 */
export function smallestScopes(wanted: PermissionSet, held?: HeldScopes): ScopeChoice {
  const inPart = held?.partial ?? PermissionSet.empty;
  const candidates = scopes()
    .map((scope) => ({ scope, gives: scope.full.union(scope.partial.intersect(inPart)) }))
    .sort(
      (a, b) =>
        a.gives.size - b.gives.size ||
        a.scope.covers.size - b.scope.covers.size ||
        (a.scope.name < b.scope.name ? -1 : 1),
    );
  const narrowest = (id: number) => {
    const giving = candidates.filter(({ gives }) => gives.has(id));
    const mine = held?.permissions.has(id)
      ? giving.find(({ scope }) => held.names.has(scope.name))
      : undefined;
    return mine ?? giving.find(({ scope }) => scope.full.has(id));
  };
  const first = new Map([...wanted].map((id) => [id, narrowest(id)]));
  let chosen = [...new Set([...first.values()].flatMap((candidate) => candidate ?? []))];
  for (const candidate of [...chosen].sort((a, b) => b.gives.size - a.gives.size)) {
    const others = chosen.filter((other) => other !== candidate);
    const left = PermissionSet.unionOf(others.map(({ gives }) => gives));
    if (candidate.gives.intersect(wanted).isSubsetOf(left)) chosen = others;
  }
  const missing = [...first].flatMap(([id, candidate]) => (candidate === undefined ? [id] : []));
  return {
    scopes: chosen.map(({ scope }) => scope).sort((a, b) => (a.name < b.name ? -1 : 1)),
    missing: PermissionSet.of(missing),
  };
}
