import { z } from 'zod';
import type { ItemReader, Placed } from '../../shared/inventory/inventory-items.ts';

/* The parts of Okta’s answers that are read; a field of another kind costs that field, not the item. */

const text = z.string().optional().catch(undefined);
const maybe = z.string().nullish().catch(undefined);
const id = z.string().min(1).max(128);
const link = z.looseObject({ href: z.string() }).optional().catch(undefined);

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApiToken/ */
const apiToken = z.looseObject({
  id,
  name: text,
  userId: id,
  created: maybe,
  lastUpdated: maybe,
  expiresAt: maybe,
});

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Application/ */
const app = z.looseObject({
  id,
  label: text,
  status: text,
  created: maybe,
  credentials: z
    .looseObject({ oauthClient: z.looseObject({ client_id: text }).optional().catch(undefined) })
    .nullish()
    .catch(undefined),
  settings: z
    .looseObject({
      oauthClient: z
        .looseObject({ application_type: text, grant_types: z.array(z.string()).optional().catch(undefined) })
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApplicationGrants/ */
const grant = z.looseObject({
  id,
  scopeId: z.string().min(1),
  clientId: text,
  status: text,
  source: text,
  created: maybe,
  _links: z.looseObject({ app: link, client: link }).optional().catch(undefined),
});

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/ */
const user = z.looseObject({
  id,
  status: z.string(),
  created: maybe,
  lastLogin: maybe,
  profile: z.looseObject({ login: z.string().min(1) }),
});

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Group/ */
const group = z.looseObject({ id, profile: z.looseObject({ name: z.string() }) });

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/RoleAssignmentAUser/ */
const assignment = z.looseObject({
  id,
  label: text,
  type: z.string().min(1),
  status: text,
  created: maybe,
  assignmentType: text,
  role: text,
  'resource-set': text,
  _links: z.looseObject({ assignee: link }).optional().catch(undefined),
});

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/RoleECustom/ */
const customRole = z.looseObject({ id, label: z.string(), created: maybe, lastUpdated: maybe });

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/RoleECustomPermission/ */
const rolePermission = z.looseObject({
  label: z.string().min(1),
  conditions: z.unknown().optional(),
  _links: z.looseObject({ role: link, self: link }).optional().catch(undefined),
});

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/RoleAssignmentAUser/#tag/RoleAssignmentAUser/operation/listUsersWithRoleAssignments */
const assignee = z.looseObject({ id });

const item = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('api-tokens'), body: apiToken }),
  z.object({ kind: z.literal('apps'), body: app }),
  z.object({ kind: z.literal('grants'), body: grant }),
  z.object({ kind: z.literal('users'), body: user }),
  z.object({ kind: z.literal('groups'), body: group }),
  z.object({ kind: z.literal('role-assignments'), body: assignment }),
  z.object({ kind: z.literal('custom-roles'), body: customRole }),
  z.object({ kind: z.literal('role-permissions'), body: rolePermission }),
  z.object({ kind: z.literal('assignees'), body: assignee }),
]);

type Item = z.infer<typeof item>;
export type ItemKind = Item['kind'];
export type PlacedItem = Placed<Item>;
export type PlacedOf<Kind extends ItemKind> = Extract<PlacedItem, { kind: Kind }>;

/** How Okta’s answers are taken apart. */
export const oktaItems: ItemReader<Item> = {
  lists: ['roles', 'permissions', 'value', 'items', 'data'],
  kindOf,
  schema: item,
};

/** What an item is, by the fields that no other kind has; a dot leads into an inner object. */
const marks: readonly (readonly [ItemKind, ...fields: string[]])[] = [
  ['api-tokens', 'userId', 'tokenWindow'],
  ['apps', 'signOnMode', 'label'],
  ['grants', 'scopeId', 'issuer'],
  ['users', 'profile.login', 'status'],
  ['groups', 'objectClass', 'profile.name'],
  ['role-assignments', 'assignmentType', 'type'],
  ['role-permissions', 'label', '_links.role'],
  ['custom-roles', 'label', '_links.permissions'],
  ['assignees', 'orn', '_links.roles'],
];

function kindOf(object: object): ItemKind | undefined {
  return marks.find(([, ...fields]) => fields.every((field) => has(object, field.split('.'))))?.[0];
}

function has(object: unknown, [first = '', ...rest]: readonly string[]): boolean {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, first)) return false;
  return rest.length === 0 || has(Object.getOwnPropertyDescriptor(object, first)?.value, rest);
}
