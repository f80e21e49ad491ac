import type { Catalogue } from '../../provider.ts';
import { lookup } from './lookup.ts';
import { operations } from './operations.ts';
import { companions, find, permissions } from './permissions.ts';

/** What Scopelight knows of Salesforce’s permissions: read from shipped files at first use. */
export const salesforceCatalogue: Catalogue = {
  permissions,
  find,
  lookup,
  operations: () => operations(),
  companions: () => companions(),
};
