import { z } from 'zod';
import type { ItemReader, Placed } from '../../shared/inventory/inventory-items.ts';

/* The parts of GitHub’s answers that are read; a field of another kind costs that field, not the item. */

const text = z.string().optional().catch(undefined);
const number = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/).transform(Number)]);
const account = z.looseObject({
  login: z.string().min(1).max(100),
  id: z.number().optional().catch(undefined),
});
const levels = z.record(z.string(), z.string()).catch({});

/** https://docs.github.com/en/rest/orgs/personal-access-tokens */
const patItem = z.looseObject({
  id: number,
  owner: account,
  token_id: number,
  token_name: text,
  repository_selection: text,
  repositories_url: text,
  permissions: z
    .looseObject({
      organization: levels.default({}),
      repository: levels.default({}),
      other: levels.default({}),
    })
    .catch({ organization: {}, repository: {}, other: {} }),
  access_granted_at: text,
  created_at: text,
  token_expired: z.boolean().optional().catch(undefined),
  token_expires_at: text.nullable(),
  token_last_used_at: text.nullable(),
});

/** https://docs.github.com/en/rest/orgs/orgs#list-app-installations-for-an-organization */
const installationItem = z.looseObject({
  id: number,
  account: account.optional().catch(undefined),
  app_slug: z.string().min(1),
  repository_selection: text,
  permissions: levels,
  created_at: text,
  updated_at: text,
  suspended_at: text.nullable(),
});

/** https://docs.github.com/en/enterprise-cloud@latest/rest/orgs/orgs#list-saml-sso-authorizations-for-an-organization */
const credentialItem = z.looseObject({
  login: z.string().min(1),
  credential_id: number,
  credential_type: z.string(),
  scopes: z.array(z.string()).catch([]),
  credential_authorized_at: text,
  credential_accessed_at: text.nullable(),
  authorized_credential_id: number.optional().catch(undefined),
  authorized_credential_expires_at: text.nullable(),
});

/** https://docs.github.com/en/enterprise-cloud@latest/rest/enterprise-admin/token-inventory */
const enterpriseItem = z.looseObject({
  credential_id: number.nullable().optional().catch(undefined),
  hashed_token: text.nullable(),
  credential_type: z.string(),
  credential_state: text,
  authorization_state: text,
  display_name: text.nullable(),
  owner: z
    .looseObject({ login: z.string().min(1).max(100) })
    .nullable()
    .optional()
    .catch(undefined),
  application: z.looseObject({ name: text.nullable() }).nullable().optional().catch(undefined),
  created_at: text.nullable(),
  last_used_at: text.nullable(),
  expires_at: text.nullable(),
  authorized_organizations: z.array(z.looseObject({ login: z.string().min(1).max(100) })).catch([]),
  scopes: z.array(z.string()).nullable().catch(null),
  permissions: z.record(z.string(), z.string()).nullable().catch(null),
  repository_selection: text.nullable(),
});

/** https://docs.github.com/en/rest/deploy-keys/deploy-keys */
const deployKeyItem = z.looseObject({
  id: number,
  title: text,
  url: z.string().regex(/\/repos\/[^/]+\/[^/]+\/keys\/\d+/),
  read_only: z.boolean(),
  created_at: text,
  last_used: text.nullable(),
  added_by: text.nullable(),
  enabled: z.boolean().optional().catch(undefined),
});

/** https://docs.github.com/en/rest/orgs/members */
const memberItem = z.looseObject({
  login: z.string().min(1),
  id: z.number(),
  type: z.string(),
  site_admin: z.boolean(),
});

/** https://docs.github.com/en/rest/orgs/orgs#get-an-organization */
const organizationItem = z.looseObject({
  login: z.string().min(1),
  id: z.number(),
  members_url: z.string(),
});

const repositoryItem = z.looseObject({
  full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  id: z.number(),
});

/** https://docs.github.com/en/rest/actions/permissions#get-default-workflow-permissions-for-a-repository */
const workflowItem = z.looseObject({ default_workflow_permissions: z.enum(['read', 'write']) });

const item = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('personal-access-tokens'), body: patItem }),
  z.object({ kind: z.literal('enterprise-credentials'), body: enterpriseItem }),
  z.object({ kind: z.literal('installations'), body: installationItem }),
  z.object({ kind: z.literal('credential-authorizations'), body: credentialItem }),
  z.object({ kind: z.literal('deploy-keys'), body: deployKeyItem }),
  z.object({ kind: z.literal('workflow-permissions'), body: workflowItem }),
  z.object({ kind: z.literal('organization'), body: organizationItem }),
  z.object({ kind: z.literal('repositories'), body: repositoryItem }),
  z.object({ kind: z.literal('members'), body: memberItem }),
]);

type Item = z.infer<typeof item>;
export type ItemKind = Item['kind'];

/** What an item is, by the fields that no other kind has. */
const marks: Readonly<Record<ItemKind, readonly string[]>> = {
  'enterprise-credentials': ['inventory_id', 'credential_type'],
  'personal-access-tokens': ['token_id', 'repository_selection'],
  installations: ['app_slug', 'permissions'],
  'credential-authorizations': ['credential_id', 'credential_type'],
  'deploy-keys': ['read_only', 'key'],
  'workflow-permissions': ['default_workflow_permissions'],
  organization: ['login', 'members_url', 'repos_url'],
  repositories: ['full_name', 'clone_url'],
  members: ['login', 'site_admin', 'gists_url'],
};

function kindOf(object: object): ItemKind | undefined {
  const kinds = Object.keys(marks).filter((kind): kind is ItemKind => kind in marks);
  return kinds.find((kind) => marks[kind].every((field) => Object.hasOwn(object, field)));
}

/** An item, and where it was found. */
export type PlacedItem = Placed<Item>;

/** How GitHub’s answers are taken apart. */
export const githubItems: ItemReader<Item> = {
  lists: ['installations', 'repositories', 'items', 'data', 'value'],
  kindOf,
  schema: item,
};
