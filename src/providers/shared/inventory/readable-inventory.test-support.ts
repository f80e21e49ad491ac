import { holderId } from '../../../model/holder-id.ts';
import type { InventoryRead } from '../../../model/inventory.ts';
import type { Permission } from '../../../model/permission.ts';
import type { PermissionSet } from '../../../model/permission-set.ts';

/** An inventory as people write it down: times in ISO form, permissions by name, records by id. */
export function readable<Read extends InventoryRead>(read: Read, permissions: readonly Permission[]) {
  const nameById = new Map(permissions.map(({ id, name }) => [id, name]));
  const names = (set: PermissionSet): readonly string[] =>
    [...set].map((id) => nameById.get(id) ?? String(id)).sort();
  const plain = (record: object): Record<string, unknown> => plainOf(record, names);
  const byId = <T extends object>(records: readonly T[], id: (record: T) => string): Record<string, object> =>
    Object.fromEntries(records.map((record) => [id(record), plain(record)]));
  return {
    ...read,
    principals: byId(read.principals, (record) => record.id),
    tokens: byId(read.tokens, (record) => record.id),
    roles: byId(read.roles, (record) => record.id),
    effective: byId(read.effective, holderId),
    grants: [...read.grants].map(plain),
    lastAccessed: read.lastAccessed.map(plain),
    recordings: read.recordings.map(plain),
    links: (read.links ?? []).map((link) => ({ ...link })),
  };
}

const times = new Set([
  'createdAt',
  'changedAt',
  'expiresAt',
  'lastUsedAt',
  'observedAt',
  'since',
  'triedAt',
]);
const sets = new Set(['permissions', 'allowed', 'conditional', 'scoped', 'restricted', 'ineffective']);

function plainOf(record: object, names: (set: PermissionSet) => readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      if (times.has(name)) return [name, new Date(value).toISOString()];
      if (sets.has(name)) return [name, names(value)];
      if (name === 'document' && value !== '') return [name, JSON.parse(value)];
      return [name, value];
    }),
  );
}
