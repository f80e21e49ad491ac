import type { Granted } from '../../shared/inventory/held-records.ts';
import { grantedByPermissions, grantedByRole } from '../granted.ts';
import type { PlacedItem, PlacedOf } from './item.ts';

/** A role as one assignment gives it. */
export interface HeldRole {
  readonly id: string;
  readonly kind: 'standard-role' | 'custom-role';
  readonly name: string;
  readonly document: object;
  readonly granted: Granted;
  readonly resources: readonly string[];
  /** Why more may be granted than is known. */
  readonly more?: string;
}

/** Knows what each admin role gives. */
export class RoleBook {
  readonly #permissions = new Map<string, { readonly names: string[]; isConditional: boolean }>();
  readonly #labels = new Map<string, string>();

  constructor(items: readonly PlacedItem[]) {
    for (const item of items) {
      if (item.kind === 'custom-roles') this.#labels.set(item.body.id, item.body.label);
      if (item.kind !== 'role-permissions') continue;
      const roleId = lastPart(item.body._links?.role?.href) ?? pathRole(item.path);
      if (roleId === undefined) continue;
      const known = this.#permissions.get(roleId) ?? { names: [], isConditional: false };
      if (!known.names.includes(item.body.label)) known.names.push(item.body.label);
      if (hasConditions(item.body.conditions)) known.isConditional = true;
      this.#permissions.set(roleId, known);
    }
  }

  /** What somebody holds who has no role. */
  readonly nothing: Granted = grantedByPermissions([]);

  held({ body }: PlacedOf<'role-assignments'>): HeldRole {
    if (body.type !== 'CUSTOM') {
      return {
        id: `role/${body.type}`,
        kind: 'standard-role',
        name: body.label ?? body.type,
        document: { roles: [body.type] },
        granted: grantedByRole(body.type),
        resources: ['*'],
      };
    }
    const roleId = lastPart(body.role) ?? body.id;
    const known = this.#permissions.get(roleId);
    const set = lastPart(body['resource-set']);
    const granted = grantedByPermissions(known?.names ?? []);
    return {
      id: `custom-role/${roleId}${set === undefined ? '' : `/in/${set}`}`,
      kind: 'custom-role',
      name: this.#labels.get(roleId) ?? body.label ?? roleId,
      document: {
        permissions: [...(known?.names ?? [])].sort(),
        ...(set !== undefined && { 'resource-set': set }),
      },
      granted: known?.isConditional ? { ...granted, partial: granted.permissions } : granted,
      resources: [set === undefined ? 'a resource set' : `resource-set/${set}`],
      ...(known === undefined && { more: `the permissions of the custom role ${roleId} are not listed` }),
    };
  }
}

/** The id at the end of an address, or an id as it stands. */
export function lastPart(address: string | undefined): string | undefined {
  const part = address?.replace(/\/$/, '').split('/').at(-1);
  return part === undefined || part === '' ? undefined : part;
}

function pathRole(path: string): string | undefined {
  return /(?:^|\/)roles\/([A-Za-z0-9_-]+)\/permissions/.exec(path)?.[1];
}

function hasConditions(conditions: unknown): boolean {
  return typeof conditions === 'object' && conditions !== null && Object.keys(conditions).length > 0;
}
