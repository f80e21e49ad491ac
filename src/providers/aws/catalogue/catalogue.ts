import { companions } from './companions.ts';
import { lookup, versionSuffix, withoutVersion } from './lookup.ts';
import { operations } from './operations.ts';
import { passRoleParameters } from './pass-role.ts';
import { find, permissions, requiredKinds } from './permissions.ts';
import { resourceKindsOf, serviceKinds } from './resources.ts';

/**
 * What Scopelight knows of AWS: every IAM action, which of them an API operation needs, and what its logs record.
 * All of it is read from shipped files at first use.
 */
export const awsCatalogue = {
  permissions,
  find,
  lookup,
  operations,
  versionSuffix,
  withoutVersion,
  passRoleParameters,
  companions,
  requiredKinds,
  resourceKindsOf,
  serviceKinds,
} as const;
