import type { Catalogue } from '../../provider.ts';
import { alternatives } from './alternatives.ts';
import { lookup } from './lookup.ts';
import { operations } from './operations.ts';
import { companions, find, permissions } from './permissions.ts';

/** What Scopelight knows of GitHub’s permissions: read from shipped files at first use. */
export const githubCatalogue: Catalogue = {
  permissions,
  find,
  lookup,
  operations,
  companions,
  alternatives,
};
