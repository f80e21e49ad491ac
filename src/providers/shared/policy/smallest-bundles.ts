import { PermissionSet } from '../../../model/permission-set.ts';

/** Something that is given as a whole: a scope, a role. */
export interface GrantBundle {
  readonly name: string;
  /** Permissions it gives in full. */
  readonly full: PermissionSet;
  /** Permissions of which it gives a part only. */
  readonly partial: PermissionSet;
}

/** The bundles that a set of permissions needs. */
export interface BundleChoice<Bundle extends GrantBundle> {
  readonly chosen: readonly Bundle[];
  /** Permissions that no bundle gives. */
  readonly missing: PermissionSet;
}

/** What is held now: what it gives is given by bundles of it again. */
export interface HeldBundles {
  readonly names: ReadonlySet<string>;
  readonly permissions: PermissionSet;
  /** Of these, the ones given in part: bundles that do so are enough for them. */
  readonly partial: PermissionSet;
}

/**
 * Chooses bundles that give all of `wanted` and of which none can be left out: for each permission the narrowest, and then
 * without those whose permissions the others give too, the widest first. Of equally wide ones, the earlier counts as narrower.
 */
export function smallestBundles<Bundle extends GrantBundle>(
  bundles: readonly Bundle[],
  wanted: PermissionSet,
  held?: HeldBundles,
): BundleChoice<Bundle> {
  const inPart = held?.partial ?? PermissionSet.empty;
  const candidates = bundles
    .map((bundle) => ({ bundle, gives: bundle.full.union(bundle.partial.intersect(inPart)) }))
    .sort((a, b) => a.gives.size - b.gives.size);
  const narrowest = (id: number) => {
    const giving = candidates.filter(({ gives }) => gives.has(id));
    const mine = held?.permissions.has(id)
      ? giving.find(({ bundle }) => held.names.has(bundle.name))
      : undefined;
    return mine ?? giving.find(({ bundle }) => bundle.full.has(id));
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
    chosen: chosen.map(({ bundle }) => bundle).sort((a, b) => (a.name < b.name ? -1 : 1)),
    missing: PermissionSet.of(missing),
  };
}
