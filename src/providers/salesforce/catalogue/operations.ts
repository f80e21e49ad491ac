import type { Lookup } from '../../../model/permission.ts';
import type { OperationRow } from '../../provider.ts';
import { readRows } from '../../shared/catalogue/catalogue-file.ts';
import { sinceLearned } from './learned-objects.ts';
import {
  apiAccess,
  customObject,
  listedObjects,
  type ObjectAccess,
  permissions,
  standardObject,
  withIncluded,
} from './permissions.ts';
import type { Verb } from './requests.ts';

interface Known {
  /** The object whose records are acted on, or the API where it acts on none. */
  readonly source: string;
  readonly name: string;
  readonly answer: Lookup;
}

/** The accesses that each operation needs, with what these cannot be held without. */
const accesses: Readonly<Record<Exclude<Verb, 'none' | 'unknown'>, readonly ObjectAccess[]>> = {
  read: ['read'],
  create: ['create'],
  edit: ['edit'],
  delete: ['delete'],
  upsert: ['create', 'edit'],
  hardDelete: ['delete'],
};

/** Every operation on an object that anything is known of, and what all of them need beside. */
export const knownOperations: () => readonly Known[] = sinceLearned(() => [
  ...[...listedObjects(), customObject, standardObject].flatMap(operationsOf),
  ...otherOperations(),
  { source: 'api', name: 'none', answer: { permissions: [apiAccess], basis: 'mapped' } },
]);

function operationsOf(object: string): readonly Known[] {
  return Object.entries(accesses).map(([name, needed]) => {
    const all = new Set(needed.flatMap(withIncluded));
    const beside = name === 'hardDelete' ? ['BulkApiHardDelete', apiAccess] : [apiAccess];
    return {
      source: object,
      name,
      answer: {
        permissions: [...[...all].map((access) => `${object}:${access}`), ...beside],
        basis: 'mapped',
      },
    };
  });
}

/** Objects without permissions of their own; an upsert needs what creating and editing need. */
function otherOperations(): readonly Known[] {
  const needs = new Map<string, Map<string, readonly string[]>>();
  for (const [object = '', operation = '', names = ''] of readRows('salesforce', 'other-objects.tsv')) {
    const mine = needs.get(object) ?? new Map<string, readonly string[]>();
    mine.set(operation, names === '-' ? [] : names.split(' '));
    needs.set(object, mine);
  }
  return [...needs].flatMap(([object, mine]) => {
    const [create, edit] = [mine.get('create'), mine.get('edit')];
    if (create && edit) mine.set('upsert', [...create, ...edit]);
    return [...mine].map(([name, names]): Known => {
      const all = new Set([...names, apiAccess]);
      return { source: object, name, answer: { permissions: [...all], basis: 'mapped' } };
    });
  });
}

/** Sources whose operations may need anything that an object or a user can be given. */
export const openSources = ['rest', 'soap', 'bulk', 'apex', 'metadata', 'ui'] as const;
const anyOperation = '*';

/** The mapping table that the engine joins calls with. */
export const operations: () => readonly OperationRow[] = sinceLearned(() => {
  const names = permissions().map(({ name }) => name);
  const open = openSources.map((source) => ({
    source,
    name: anyOperation,
    permissions: names,
    basis: 'unknown' as const,
  }));
  const known = knownOperations().map(({ source, name, answer }) => ({ source, name, ...answer }));
  return [...known, ...open].map((row) => ({ ...row, category: '', passesRole: false }));
});
