import { InventoryFolder } from '../../files/inventory-folder.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { OktaEstate } from '../estate.ts';
import type { Assignment } from '../holders.ts';
import { org } from '../org.ts';
import {
  apiTokenItem,
  appItem,
  assignmentItem,
  grantItem,
  permissionItem,
  roleItem,
  signOnItem,
  userItem,
} from './items.ts';

/** Writes the inventory below `okta/inventory`, every answer in the folder of its address. Gives the number of files. */
export function writeOktaInventory(directory: string, estate: OktaEstate, exportedAt: number): number {
  const folder = new InventoryFolder(directory, exportedAt);
  const write = (path: string, value: Json): void => folder.json(`okta/inventory/${path}.json`, value, 2);
  const { users, tokens, apps, signOnApps, assignments } = estate;
  write(
    'api/v1/users',
    users.map((user) => userItem(user, estate.lastLogin(user))),
  );
  write('api/v1/api-tokens', tokens.map(apiTokenItem));
  write('api/v1/apps', [...apps.map(appItem), ...signOnApps.map(signOnItem)]);
  for (const app of apps)
    write(
      `api/v1/apps/${app.clientId}/grants`,
      app.scopes.map((scope) => grantItem(app, scope, estate.id('oag', `${app.clientId}/${scope}`))),
    );
  const holders = new Map<string, Assignment[]>();
  for (const one of assignments) {
    const place = `${one.holder.kind === 'users' ? 'api' : 'oauth2'}/v1/${one.holder.kind}/${one.holder.id}/roles`;
    holders.set(place, [...(holders.get(place) ?? []), one]);
  }
  for (const [place, held] of holders) write(place, held.map(assignmentItem));
  write('api/v1/iam/assignees/users', { value: assignees(assignments) });
  const custom = new Map(assignments.flatMap(({ role }) => ('id' in role ? [[role.id, role] as const] : [])));
  write('api/v1/iam/roles', { roles: [...custom.values()].map(roleItem) });
  for (const role of custom.values())
    write(`api/v1/iam/roles/${role.id}/permissions`, {
      permissions: role.permissions.map((permission) => permissionItem(role.id, permission)),
    });
  return folder.files();
}

function assignees(assignments: readonly Assignment[]): readonly JsonObject[] {
  const ids = new Set(assignments.flatMap(({ holder }) => (holder.kind === 'users' ? [holder.id] : [])));
  return [...ids].map((id) => ({
    id,
    orn: `orn:okta:directory:00o1meridian:users:${id}`,
    _links: {
      self: { href: `${org}/api/v1/users/${id}` },
      roles: { href: `${org}/api/v1/users/${id}/roles` },
    },
  }));
}
