/** Levels by permission, as tokens and apps hold them: `{ contents: 'write' }`. */
export type Levels = Readonly<Record<string, 'read' | 'write' | 'admin'>>;

/** What the tokens and apps of the demo can be given, in the words of the settings page. */
const writeOnly = new Set(['workflows']);

/** Permissions on the organisation; all others are on its repositories. */
const ofOrganisation = new Set([
  'members',
  'organization_administration',
  'organization_hooks',
  'organization_secrets',
  'organization_self_hosted_runners',
]);

/**
 * What can be used without leaving an API request or a Git event: files are read from raw.githubusercontent.com,
 * packages from their registries, discussions and projects through GraphQL, and a push that changes a workflow is
 * recorded as any other.
 */
const leavesNoRecord = new Set([
  'contents:read',
  'discussions:read',
  'discussions:write',
  'packages:read',
  'packages:write',
  'repository_projects:read',
  'repository_projects:write',
  'workflows:write',
]);

/** Gives every permission that levels stand for: who may write may read. */
export function grantedBy(levels: Levels): readonly string[] {
  return Object.entries(levels)
    .flatMap(([name, level]) => withIncluded(`${name}:${level}`))
    .sort();
}

/** Gives a permission and those that come with it. */
export function withIncluded(permission: string): readonly string[] {
  const [name = '', level] = permission.split(':');
  if (level === 'read' || writeOnly.has(name)) return [permission];
  return [permission, `${name}:read`];
}

/** Says whether every use of a permission is in the log. */
export function isAlwaysRecorded(permission: string): boolean {
  return !leavesNoRecord.has(permission);
}

/** Says whether a permission is one on repositories; to use such, a token needs to see them. */
export function isOnRepositories(permission: string): boolean {
  return !ofOrganisation.has(permission.split(':')[0] ?? '');
}

/** Splits levels as an inventory does. */
export function byArea(levels: Levels): { readonly organization: Levels; readonly repository: Levels } {
  const entries = Object.entries(levels);
  const pick = (isWanted: (permission: string) => boolean): Levels =>
    Object.fromEntries(entries.filter(([name]) => isWanted(name)));
  return {
    organization: pick((name) => !isOnRepositories(name)),
    repository: pick(isOnRepositories),
  };
}
