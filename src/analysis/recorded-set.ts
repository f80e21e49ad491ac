import type { Permission } from '../model/permission.ts';
import { PermissionSet } from '../model/permission-set.ts';
import type { AccountCoverage } from './coverage.ts';

/**
 * Gives the permissions whose use would have left a record in an account’s log: of these, and only these, silence
 * is evidence. Empty when the log has holes that leave nothing to judge by.
 */
export function recordedSet(
  permissions: readonly Permission[],
  coverage: AccountCoverage | undefined,
): PermissionSet {
  if (coverage?.judgedFrom === undefined) return PermissionSet.empty;
  const recorded = permissions.filter((permission) => isRecorded(permission, coverage));
  return PermissionSet.of(recorded.map((permission) => permission.id));
}

export function isRecorded(permission: Permission, coverage: AccountCoverage): boolean {
  const kind = recordingKind(permission);
  if (kind === undefined || coverage.exceptServices.has(permission.service)) return false;
  const kinds = [kind, ...(permission.alsoKinds ?? []).map((also) => `${permission.recorded}:${also}`)];
  return kinds.every((each) => coverage.full.has(each));
}

/** The kind of recording that a permission’s use would be found in; undefined if there is none. */
export function recordingKind(permission: Permission): string | undefined {
  switch (permission.recorded) {
    case 'always':
      return permission.level === 'list' || permission.level === 'read'
        ? 'management-read'
        : 'management-write';
    case 'data':
    case 'shown':
      return `${permission.recorded}:${permission.dataKind}`;
    case 'never':
      return undefined;
  }
}
