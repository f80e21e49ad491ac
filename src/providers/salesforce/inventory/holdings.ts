import { toEpoch } from '../../shared/text/epoch.ts';
import { type Bundle, recordsOf } from './bundles.ts';
import type { FilesRead } from './read-files.ts';

/** A profile or permission set as one user has it. */
export interface Holding {
  readonly userId: string;
  /** Undefined where it was not exported: then something is given, and nobody knows what. */
  readonly bundle: Bundle | undefined;
  readonly bundleId: string;
  /** How the user came to it, outermost first. */
  readonly path: readonly string[];
  readonly observedAt: number;
  /** When it was given, where that is told. */
  readonly since?: number;
}

/** What every user has: the own profile, and permission sets, alone or in groups. Each is given once, however often it is listed. */
export function holdingsOf(files: FilesRead, bundles: ReadonlyMap<string, Bundle>): readonly Holding[] {
  const found = new Map<string, Holding>();
  const add = (holding: Holding): void => {
    const key = JSON.stringify([holding.userId, holding.bundleId, holding.path]);
    const known = found.get(key);
    if (known === undefined || known.observedAt <= holding.observedAt) found.set(key, holding);
  };
  const profiles = new Map(
    [...bundles.values()].filter(({ kind }) => kind === 'profile').map((one) => [one.name, one]),
  );
  const owned = new Map(
    recordsOf(files, 'PermissionSet').flatMap(({ body }) =>
      body.profileid === undefined ? [] : [[body.profileid, bundles.get(body.id)] as const],
    ),
  );
  const profileNames = new Map(recordsOf(files, 'Profile').map(({ body }) => [body.id, body.name ?? '']));
  const profiled = new Set<string>();
  for (const { body, observedAt } of recordsOf(files, 'User')) {
    const { id, profileid = '' } = body;
    const name = body['profile.name'] ?? profileNames.get(profileid) ?? '';
    const bundle = owned.get(profileid) ?? profiles.get(name);
    if (bundle === undefined && profileid === '' && name === '') continue;
    const label = bundle?.name ?? (name || profileid);
    profiled.add(id);
    add({
      userId: id,
      bundle,
      bundleId: bundle?.id ?? (profileid || `profile ${name}`),
      path: [`profile/${label}`],
      observedAt,
    });
  }
  const groups = groupsOf(files);
  for (const { body, observedAt } of recordsOf(files, 'PermissionSetAssignment')) {
    const { assigneeid: userId, permissionsetid, permissionsetgroupid } = body;
    const ended = toEpoch(body.expirationdate);
    if (ended !== undefined && ended <= observedAt) continue;
    const since = toEpoch(body.systemmodstamp);
    const shared = { userId, observedAt, ...(since !== undefined && { since }) };
    const group = permissionsetgroupid === undefined ? undefined : groups.get(permissionsetgroupid);
    const members =
      permissionsetgroupid === undefined ? [permissionsetid] : (group?.members ?? [permissionsetid]);
    const groupPath =
      permissionsetgroupid === undefined ? [] : [`group/${group?.name ?? permissionsetgroupid}`];
    for (const bundleId of members) {
      const bundle = bundles.get(bundleId ?? '');
      // Every user is assigned the set that belongs to the own profile.
      if (bundle?.kind === 'profile') {
        if (!profiled.has(userId))
          add({ ...shared, bundle, bundleId: bundle.id, path: [`profile/${bundle.name}`] });
        continue;
      }
      const name = bundle?.name ?? bundleId ?? permissionsetgroupid ?? '';
      const path = [...groupPath, `permission set/${name}`];
      add({ ...shared, bundle, bundleId: bundleId ?? name, path });
    }
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, holding]) => holding);
}

/**
 * Why something else may be given to a user than the holdings say, by user: the profile, or what is assigned, was not exported
 * of it. Every user is assigned the set of the own profile, so that one without lacks its assignments.
 */
export function untoldOf(
  files: FilesRead,
  bundles: ReadonlyMap<string, Bundle>,
  holdings: readonly Holding[],
): ReadonlyMap<string, string> {
  const assignments = recordsOf(files, 'PermissionSetAssignment');
  const ofProfiles = assignments.filter(
    ({ body }) => bundles.get(body.permissionsetid ?? '')?.kind === 'profile',
  );
  const assigned = new Set(ofProfiles.map(({ body }) => body.assigneeid));
  const profiled = new Set(
    holdings.flatMap(({ userId, path }) => (path[0]?.startsWith('profile/') ? [userId] : [])),
  );
  const isAssignedTold = (userId: string): boolean =>
    ofProfiles.length > 0 ? assigned.has(userId) : assignments.length > 0;
  return new Map(
    holdings.flatMap(({ userId }): [string, string][] => {
      if (!profiled.has(userId)) return [[userId, 'its profile is not among the exported users']];
      if (isAssignedTold(userId)) return [];
      return [[userId, 'what is assigned to it was not exported: PermissionSetAssignment']];
    }),
  );
}

interface Group {
  readonly name: string;
  readonly members: readonly string[];
}

/** Groups whose permission sets were exported. */
function groupsOf(files: FilesRead): ReadonlyMap<string, Group> {
  const names = new Map(
    recordsOf(files, 'PermissionSetGroup').map(({ body }) => [body.id, body.developername]),
  );
  const members = new Map<string, Set<string>>();
  for (const { body } of recordsOf(files, 'PermissionSetGroupComponent')) {
    const mine = members.get(body.permissionsetgroupid) ?? new Set<string>();
    members.set(body.permissionsetgroupid, mine.add(body.permissionsetid));
  }
  return new Map(
    [...members].map(([id, mine]) => [id, { name: names.get(id) ?? id, members: [...mine].sort() }]),
  );
}
