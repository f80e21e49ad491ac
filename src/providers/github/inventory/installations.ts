import { type Records, timeField } from '../../shared/inventory/held-records.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { grantedByLevels } from '../granted.ts';
import type { PlacedItem } from './item.ts';
import type { Organisations } from './organisations.ts';

/** Installed apps. All tokens of an installation, of which each lives for an hour, count as one. */
export function addInstallations(
  items: readonly PlacedItem[],
  organisations: Organisations,
  records: Records,
): void {
  for (const { kind, body, path, observedAt } of items) {
    if (kind !== 'installations') continue;
    const account = body.account?.login ?? organisations.of(path, undefined);
    const id = `app/${account}/${body.app_slug}`;
    const shared = { account, observedAt };
    records.addPrincipal({
      ...shared,
      id,
      kind: 'app',
      name: body.app_slug,
      ...timeField('createdAt', body.created_at),
    });
    records.addToken({
      ...shared,
      id,
      kind: 'session',
      principalId: id,
      status: typeof body.suspended_at === 'string' ? 'inactive' : 'active',
      ...timeField('createdAt', body.created_at),
    });
    records.addHolding({
      ...shared,
      principalId: id,
      role: {
        id: `installation/${body.id}`,
        kind: 'app-permissions',
        name: `${body.app_slug} in ${account}`,
        document: {
          permissions: body.permissions,
          ...(body.repository_selection !== undefined && { repository_selection: body.repository_selection }),
        },
      },
      granted: grantedByLevels(body.permissions),
      resources: body.repository_selection === 'all' ? ['*'] : ['selected repositories'],
      path: [`installation/${body.id}`],
      // Permissions change by an update of the installation.
      since: toEpoch(body.updated_at ?? body.created_at),
    });
  }
}
