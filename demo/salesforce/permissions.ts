import type { Access, Given } from './holders.ts';

/** Gives an access and what it cannot be held without. */
export function withIncluded(access: Access): readonly Access[] {
  switch (access) {
    case 'read':
      return ['read'];
    case 'create':
    case 'edit':
    case 'viewAll':
      return [access, 'read'];
    case 'delete':
      return ['delete', 'edit', 'read'];
    case 'modifyAll':
      return ['modifyAll', 'viewAll', 'delete', 'edit', 'read'];
  }
}

/** Gives every permission that something stands for; in order of name. */
export function grantedBy(given: readonly Given[]): readonly string[] {
  const names = given.flatMap(({ objects, users }) => [
    ...users,
    ...Object.entries(objects).flatMap(([object, held]) =>
      held.flatMap(withIncluded).map((access) => `${object}:${access}`),
    ),
  ]);
  return [...new Set(names)].sort();
}

/** What a query of an object may read through references, without being told. */
const references: Readonly<Record<string, readonly string[]>> = {
  Case: ['Account', 'Contact', 'Asset', 'Entitlement', 'Product2'],
  Contact: ['Account', 'Individual'],
  Opportunity: ['Account', 'Campaign', 'Contract', 'Pricebook2'],
  Order: ['Account', 'Contract', 'Opportunity', 'Pricebook2', 'Quote'],
};

/** Gives the readings that may hide behind the use of permissions. */
export function hiddenBehind(used: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    Object.entries(references).flatMap(([object, others]) =>
      used.has(`${object}:read`) ? others.map((other) => `${other}:read`) : [],
    ),
  );
}

/** Says whether every use of a permission is told by the log of all usage. */
export function isAlwaysRecorded(permission: string): boolean {
  return (
    ['ApiEnabled', 'BulkApiHardDelete'].includes(permission) || /:(read|create|edit|delete)$/.test(permission)
  );
}
