import type { Owner } from '../../../model/inventory.ts';
import { latestUse, type Records } from '../../shared/inventory/held-records.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { grantedByLevels } from '../granted.ts';
import type { PlacedItem } from './item.ts';

type Placed = Extract<PlacedItem, { kind: 'deploy-keys' }>;

/** Deploy keys: those of one repository are one token, since the log does not tell them apart as lists do. */
export function addDeployKeys(items: readonly PlacedItem[], records: Records): void {
  const keys = items.filter((item): item is Placed => item.kind === 'deploy-keys');
  for (const { body, observedAt } of keys) {
    const repository = repositoryOf(body.url);
    const account = repository.split('/')[0] ?? '';
    const id = `deploy-keys/${repository}`;
    const shared = { account, observedAt };
    const mine = keys.filter((other) => repositoryOf(other.body.url) === repository);
    records.addPrincipal({
      ...shared,
      ...ownerOfAll(mine),
      id,
      kind: 'deploy key',
      name: `deploy keys of ${repository}`,
    });
    records.addToken({
      ...shared,
      id,
      kind: 'deploy-keys',
      principalId: id,
      status: mine.some((other) => other.body.enabled !== false) ? 'active' : 'inactive',
      ...latestUse(mine.map((other) => other.body.last_used)),
    });
    const permissions = { contents: body.read_only ? 'read' : 'write', metadata: 'read' };
    records.addHolding({
      ...shared,
      principalId: id,
      role: {
        id: `deploy-key/${body.id}`,
        kind: 'deploy-key',
        name: body.title ?? `key ${body.id}`,
        document: { permissions, repositories: [repository], keyId: body.id },
      },
      granted: grantedByLevels(permissions),
      resources: [repository],
      path: [`deploy-key/${body.id}`],
      since: toEpoch(body.created_at),
    });
  }
}

/** Who added a key answers for it; of keys that several people added, nobody in particular does. */
function ownerOfAll(keys: readonly Placed[]): { readonly owner?: Owner } {
  const [name, ...others] = new Set(keys.map(({ body }) => body.added_by ?? ''));
  return name && others.length === 0 ? { owner: { name, basis: 'who added the key' } } : {};
}

function repositoryOf(url: string): string {
  return /\/repos\/([^/]+\/[^/]+)\/keys\//.exec(url)?.[1] ?? '';
}
