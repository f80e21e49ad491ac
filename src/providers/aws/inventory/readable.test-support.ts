import type { PermissionSet } from '../../../model/permission-set.ts';
import { awsCatalogue } from '../catalogue/catalogue.ts';
import type { AwsInventoryRead } from './index.ts';

/** An inventory as people write it down: times in ISO form, permissions by name, records by id. */
export function readable(read: AwsInventoryRead) {
  return {
    ...read,
    principals: byId(read.principals, (record) => record.id),
    tokens: byId(read.tokens, (record) => record.id),
    roles: byId(read.roles, (record) => record.id),
    effective: byId(read.effective, (record) => record.principalId),
    grants: [...read.grants].map(plain),
    lastAccessed: read.lastAccessed.map(plain),
    recordings: read.recordings.map(plain),
  };
}

function byId<T extends object>(records: readonly T[], id: (record: T) => string): Record<string, object> {
  return Object.fromEntries(records.map((record) => [id(record), plain(record)]));
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

function plain(record: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      if (times.has(name)) return [name, new Date(value).toISOString()];
      if (sets.has(name)) return [name, names(value)];
      if (name === 'document' && value !== '') return [name, JSON.parse(value)];
      return [name, value];
    }),
  );
}

function names(set: PermissionSet): readonly string[] {
  return [...set].map((id) => nameById().get(id) ?? String(id)).sort();
}

let byNumber: ReadonlyMap<number, string> | undefined;

function nameById(): ReadonlyMap<number, string> {
  byNumber ??= new Map(awsCatalogue.permissions().map((permission) => [permission.id, permission.name]));
  return byNumber;
}
