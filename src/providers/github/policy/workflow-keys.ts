/**
 * The keys of a workflow’s `permissions:` block, by the permission that each gives: what no key gives, the token of a
 * workflow cannot do.
 * https://docs.github.com/en/actions/reference/workflow-syntax-for-github-actions#permissions
 */
export const workflowKeys: ReadonlyMap<
  string,
  { readonly permission: string; readonly highest: 'read' | 'write' }
> = new Map(
  [
    'actions',
    'artifact-metadata',
    'attestations',
    'checks',
    'contents',
    'deployments',
    'discussions',
    'id-token',
    'issues',
    'packages',
    'pages',
    'pull-requests',
    'repository-projects',
    'security-events',
    'statuses',
    'models',
    'vulnerability-alerts',
  ].map((key) => [
    key,
    {
      permission: key.replaceAll('-', '_'),
      highest: key === 'models' || key === 'vulnerability-alerts' ? 'read' : 'write',
    },
  ]),
);

/** What `read-all` and `write-all` stand for. */
export function workflowLevels(word: 'read-all' | 'write-all'): Readonly<Record<string, string>> {
  const keys = [...workflowKeys].filter(([key]) => word === 'write-all' || key !== 'id-token');
  return Object.fromEntries(keys.map(([key, { highest }]) => [key, word === 'read-all' ? 'read' : highest]));
}
