import type { Records } from '../../shared/inventory/held-records.ts';
import { grantedByLevels } from '../granted.ts';
import type { PlacedItem } from './item.ts';
import { type Organisations, pathRepository } from './organisations.ts';

/**
 * The token that every workflow run is given, by repository: what it may do by default. A workflow may ask for less,
 * and where the default is `read` for more.
 * https://docs.github.com/en/actions/reference/workflow-syntax-for-github-actions#permissions
 */
export function addWorkflows(
  items: readonly PlacedItem[],
  organisations: Organisations,
  records: Records,
): void {
  const repositories = new Set(
    items.flatMap((item) => (item.kind === 'repositories' ? [item.body.full_name] : [])),
  );
  const named = new Set<string>();
  const defaults = items.filter((item) => item.kind === 'workflow-permissions');
  for (const { body, path, observedAt } of defaults) {
    const repository = pathRepository(path);
    if (repository === undefined) continue;
    named.add(repository);
    add(repository, body.default_workflow_permissions, observedAt);
  }
  for (const { body, path, observedAt } of defaults) {
    if (pathRepository(path) !== undefined) continue;
    const organisation = organisations.of(path, undefined);
    for (const repository of repositories) {
      if (repository.startsWith(`${organisation}/`) && !named.has(repository))
        add(repository, body.default_workflow_permissions, observedAt);
    }
  }

  function add(repository: string, level: 'read' | 'write', observedAt: number): void {
    const id = `actions/${repository}`;
    const shared = { account: repository.split('/')[0] ?? '', observedAt };
    const permissions = defaultPermissions[level];
    records.addPrincipal({ ...shared, id, kind: 'workflow', name: `workflows of ${repository}` });
    records.addToken({ ...shared, id, kind: 'session', principalId: id, status: 'active' });
    records.addHolding({
      ...shared,
      principalId: id,
      role: {
        id: `workflow-default/${repository}`,
        kind: 'workflow-permissions',
        name: `default of ${repository}`,
        document: { permissions },
      },
      granted: grantedByLevels(permissions),
      resources: [repository],
      path: ['workflow default'],
      more: 'a workflow may ask for more than the default',
    });
  }
}

const read = { contents: 'read', metadata: 'read', packages: 'read' };
const defaultPermissions = {
  read,
  write: {
    ...read,
    actions: 'write',
    artifact_metadata: 'write',
    attestations: 'write',
    checks: 'write',
    contents: 'write',
    deployments: 'write',
    discussions: 'write',
    issues: 'write',
    packages: 'write',
    pages: 'write',
    pull_requests: 'write',
    repository_projects: 'write',
    security_events: 'write',
    statuses: 'write',
  },
} as const;
