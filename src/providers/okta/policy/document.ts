import { z } from 'zod';
import type { PermissionDocument } from '../../permission-language.ts';
import type { Granted } from '../../shared/inventory/held-records.ts';
import { find, isScope } from '../catalogue/index.ts';
import { grantedByPermissions, grantedByRole, grantedByScopes, together } from '../granted.ts';

/** What a document of Okta’s turns out to be. */
export type DocumentKind = 'scopes' | 'roles';

/** What one document gives. */
export interface PolicyDocument extends PermissionDocument {
  readonly kind: DocumentKind;
  /** The bundles it is made of: scopes, types of standard roles, permissions of a custom role. */
  readonly bundles: readonly string[];
  /**
   * What its custom permissions reach: `groups` for all of a kind, `group/00g…` for one. Undefined for everything.
   */
  readonly resources: readonly string[] | undefined;
  /** Whether it is limited to a set of resources that is not known. */
  readonly isLimited: boolean;
}

const names = z.array(z.string());
const scopeDocument = z.looseObject({ scopes: names });
const roleDocument = z
  .looseObject({
    roles: names.optional(),
    permissions: names.optional(),
    resources: names.optional(),
    'resource-set': z.string().optional(),
  })
  .refine(({ roles, permissions }) => roles !== undefined || permissions !== undefined);

/**
 * Reads OAuth scopes (`{"scopes": ["okta.users.read"]}`, a list, or words with spaces between them) or admin roles
 * (`{"roles": ["HELP_DESK_ADMIN"]}`, `{"permissions": ["okta.users.read"]}` of a custom role, or both). Undefined for anything
 * else.
 */
export function readDocument(document: unknown): PolicyDocument | undefined {
  if (typeof document === 'string') return readText(document);
  const scopes = names.safeParse(document).data ?? scopeDocument.safeParse(document).data?.scopes;
  if (scopes !== undefined) return documentOf('scopes', scopes, grantedByScopes(scopes));
  const given = roleDocument.safeParse(document).data;
  if (given === undefined) return undefined;
  const { roles = [], permissions = [], resources } = given;
  const granted = together([...roles.map(grantedByRole), grantedByPermissions(permissions)]);
  return {
    ...documentOf('roles', [...roles, ...permissions], granted),
    // Standard roles hold everywhere.
    resources: roles.length === 0 ? resources : undefined,
    isLimited: roles.length === 0 && given['resource-set'] !== undefined,
  };
}

function documentOf(kind: DocumentKind, bundles: readonly string[], granted: Granted): PolicyDocument {
  return { kind, bundles, granted, resources: undefined, isLimited: false };
}

function readText(text: string): PolicyDocument | undefined {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) {
    try {
      return readDocument(JSON.parse(trimmed));
    } catch {
      return undefined;
    }
  }
  const words = trimmed.split(/[\s,]+/);
  return words.some(isScope) ? readDocument(words) : undefined;
}

/** Whether a document that gives a permission gives it on a resource; undefined where nothing tells. */
export function reaches(
  { resources, isLimited }: PolicyDocument,
  permission: string,
  resource: string,
): boolean | undefined {
  if (isLimited) return undefined;
  if (resources === undefined || resource === '*') return true;
  const area = find(permission)?.service ?? '';
  const isOne = /^(user|group|app)\/./.test(resource);
  if (resources.includes('*') || resources.includes(area) || resources.includes(resource)) return true;
  return isOne && area !== 'users' ? false : undefined;
}
