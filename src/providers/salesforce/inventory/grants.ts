import type { EffectiveGrant, GrantRecord, GrantUnknown, RoleRecord } from '../../../model/inventory.ts';
import { PermissionSet } from '../../../model/permission-set.ts';
import { allGranted } from '../granted.ts';
import type { Bundle } from './bundles.ts';
import type { Holding } from './holdings.ts';

/** Profiles and permission sets as roles. */
export function rolesOf(bundles: Iterable<Bundle>, account: string): readonly RoleRecord[] {
  return [...bundles]
    .map(({ id, kind, name, document, observedAt, createdAt, changedAt }) => ({
      id,
      kind,
      name,
      account,
      observedAt,
      document: JSON.stringify(document),
      ...(createdAt !== undefined && { createdAt }),
      ...(changedAt !== undefined && { changedAt }),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What each user is given by each: what holds for whichever object, and, object by object, what is not listed in the catalogue. */
export function grantsOf(holdings: readonly Holding[], account: string): readonly GrantRecord[] {
  return holdings.flatMap(({ userId, bundle, bundleId, path, observedAt, since }) => {
    const shared = {
      principalId: userId,
      account,
      observedAt,
      roleId: bundleId,
      effect: 'allow' as const,
      isConditional: false,
      path,
      ...sinceOf(since, bundle?.changedAt),
    };
    if (bundle === undefined || !bundle.isKnown)
      return [
        {
          ...shared,
          statement: '0',
          permissions: PermissionSet.empty,
          resources: ['*'],
          isUnknown: true as const,
        },
      ];
    const { everywhere, named } = bundle.granted;
    return [
      { ...shared, statement: '0', permissions: everywhere, resources: ['*'] },
      ...[...named].map(([subject, permissions]) => ({
        ...shared,
        statement: subject,
        permissions,
        resources: [subject],
      })),
    ];
  });
}

/** A grant has its content since the later of being given and being changed; a time that is not told says nothing. */
function sinceOf(given: number | undefined, changed: number | undefined): { since?: number } {
  return given === undefined && changed === undefined ? {} : { since: Math.max(given ?? 0, changed ?? 0) };
}

/**
 * What each user may do by all that is given together; equal sets are one object.
 * @param untold why more may be given to a user than the holdings say
 */
export function effectiveOf(
  holdings: readonly Holding[],
  untold: ReadonlyMap<string, string>,
  account: string,
): readonly EffectiveGrant[] {
  const byUser = new Map<string, Holding[]>();
  for (const holding of holdings)
    byUser.set(holding.userId, [...(byUser.get(holding.userId) ?? []), holding]);
  const sums = new Map<string, Sum>();
  return [...byUser].map(([principalId, mine]) => {
    const key = JSON.stringify([...new Set(mine.map(({ bundleId }) => bundleId))].sort());
    const sum = sums.get(key) ?? sumOf(mine);
    sums.set(key, sum);
    const reason = untold.get(principalId);
    const unknowns = [
      ...mine.flatMap(unknownsOf),
      ...(reason === undefined ? [] : [{ subject: principalId, reason, effect: 'more' as const }]),
    ];
    return {
      principalId,
      account,
      observedAt: Math.max(...mine.map(({ observedAt }) => observedAt)),
      ...sum,
      conditional: PermissionSet.empty,
      restricted: PermissionSet.empty,
      ineffective: PermissionSet.empty,
      unmatched: [],
      isComplete: unknowns.length === 0,
      unknowns,
    };
  });
}

type Sum = Pick<EffectiveGrant, 'allowed' | 'scoped'>;

function sumOf(holdings: readonly Holding[]): Sum {
  const known = holdings.flatMap(({ bundle }) => (bundle === undefined ? [] : [bundle.granted]));
  const allowed = PermissionSet.unionOf(known.map(allGranted));
  const everywhere = PermissionSet.unionOf(known.map((granted) => granted.everywhere));
  return { allowed, scoped: allowed.subtract(everywhere) };
}

function unknownsOf({ bundle, bundleId, path }: Holding): readonly GrantUnknown[] {
  if (bundle?.isKnown === true) return [];
  const what = path.at(-1) ?? bundleId;
  const reason =
    bundle === undefined
      ? `\`${what}\` is not among the exported permission sets`
      : `what \`${what}\` gives was not exported: ObjectPermissions, or its metadata`;
  return [{ subject: bundleId, reason, effect: 'more' }];
}
