/** What comes with the scopes that apps of the demo are given, as Okta describes them. */
const includes: Readonly<Record<string, readonly string[]>> = {
  'okta.apps.manage': ['okta.apps.read', 'okta.apps.assignment.manage', 'okta.apps.clientCredentials.read'],
  'okta.groups.manage': [
    'okta.groups.read',
    'okta.groups.create',
    'okta.groups.members.manage',
    'okta.groups.appAssignment.manage',
  ],
};

/** Of these nothing is noted, or nothing that would tell them from what is noted of others. */
const leavesNoRecord = new Set([
  'okta.groups.appAssignment.manage',
  'okta.users.appAssignment.manage',
  'okta.users.groupMembership.manage',
]);

/** Gives everything that scopes, or permissions of a role, stand for; in order of name. */
export function grantedBy(names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((name) => [name, ...(includes[name] ?? [])]))].sort();
}

/** Says whether every use of a permission is noted. Reading never is. */
export function isAlwaysRecorded(permission: string): boolean {
  return !permission.endsWith('.read') && !leavesNoRecord.has(permission);
}
