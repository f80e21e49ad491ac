import type { Catalogue } from '../../provider.ts';
import { lookup } from './lookup.ts';
import { alternatives, operations } from './operations.ts';
import { companions, find, permissions } from './permissions.ts';

/** What Scopelight knows of Okta’s permissions: read from shipped files at first use. */
export const oktaCatalogue: Catalogue = { permissions, find, lookup, operations, companions, alternatives };
