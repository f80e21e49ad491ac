import type { JsonObject } from '../../json.ts';
import type { AdminRole, ApiToken, Assignment, OktaUser, ServiceApp, SignOnApp } from '../holders.ts';
import { foundedAt, org } from '../org.ts';

type CustomRole = Extract<AdminRole, { id: string }>;

/** A user as `GET /api/v1/users` lists one. */
export function userItem(
  { id, login, name, createdAt }: OktaUser,
  lastLogin: number | undefined,
): JsonObject {
  const [firstName = name, ...rest] = name.split(' ');
  return {
    id,
    status: 'ACTIVE',
    created: time(createdAt),
    activated: time(createdAt),
    lastLogin: lastLogin === undefined ? null : time(lastLogin),
    lastUpdated: time(createdAt),
    type: { id: 'oty1default' },
    profile: { firstName, lastName: rest.join(' '), login, email: login },
    credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
    _links: { self: { href: `${org}/api/v1/users/${id}` } },
  };
}

/** A token as `GET /api/v1/api-tokens` lists one. */
export function apiTokenItem({ id, name, user, createdAt }: ApiToken): JsonObject {
  return {
    id,
    name,
    userId: user.id,
    clientName: 'Okta API',
    tokenWindow: 'P30D',
    network: { connection: 'ANYWHERE' },
    created: time(createdAt),
    lastUpdated: time(createdAt),
    _link: { self: { href: `${org}/api/v1/api-tokens/${id}` } },
  };
}

/** A service app as `GET /api/v1/apps` lists one. */
export function appItem({ clientId, label, createdAt }: ServiceApp): JsonObject {
  return {
    id: clientId,
    name: 'oidc_client',
    label,
    status: 'ACTIVE',
    created: time(createdAt),
    lastUpdated: time(createdAt),
    signOnMode: 'OPENID_CONNECT',
    credentials: {
      oauthClient: {
        client_id: clientId,
        token_endpoint_auth_method: 'private_key_jwt',
        autoKeyRotation: true,
      },
    },
    settings: {
      oauthClient: {
        application_type: 'service',
        grant_types: ['client_credentials'],
        response_types: ['token'],
      },
    },
  };
}

/** Something that people sign in to. */
export function signOnItem({ id, label }: SignOnApp): JsonObject {
  return {
    id,
    name: label.toLowerCase().replaceAll(' ', '_'),
    label,
    status: 'ACTIVE',
    created: time(foundedAt),
    lastUpdated: time(foundedAt),
    signOnMode: 'SAML_2_0',
    settings: { signOn: { audience: 'https://signin.example' } },
  };
}

/** A scope that an app was granted. */
export function grantItem({ clientId, createdAt }: ServiceApp, scopeId: string, id: string): JsonObject {
  return {
    id,
    status: 'ACTIVE',
    created: time(createdAt),
    lastUpdated: time(createdAt),
    issuer: org,
    clientId,
    scopeId,
    source: 'ADMIN',
    _links: { app: { href: `${org}/api/v1/apps/${clientId}` } },
  };
}

/** A role as its holder has it. */
export function assignmentItem({ id, role, holder, createdAt }: Assignment): JsonObject {
  const root = holder.kind === 'users' ? `${org}/api/v1/users` : `${org}/oauth2/v1/clients`;
  return {
    id,
    label: role.label,
    type: 'type' in role ? role.type : 'CUSTOM',
    status: 'ACTIVE',
    created: time(createdAt),
    lastUpdated: time(createdAt),
    assignmentType: holder.kind === 'users' ? 'USER' : 'CLIENT',
    ...('id' in role && { role: role.id, 'resource-set': 'iam1allusersgroups' }),
    _links: { assignee: { href: `${root}/${holder.id}` } },
  };
}

/** A role of the organisation's own. */
export function roleItem({ id, label }: CustomRole): JsonObject {
  return {
    id,
    label,
    description: label,
    created: time(foundedAt),
    lastUpdated: time(foundedAt),
    _links: {
      permissions: { href: `${org}/api/v1/iam/roles/${id}/permissions` },
      self: { href: `${org}/api/v1/iam/roles/${id}` },
    },
  };
}

/** One permission of such a role. */
export function permissionItem(roleId: string, label: string): JsonObject {
  return {
    label,
    conditions: null,
    created: time(foundedAt),
    lastUpdated: time(foundedAt),
    _links: {
      role: { href: `${org}/api/v1/iam/roles/${roleId}` },
      self: { href: `${org}/api/v1/iam/roles/${roleId}/permissions/${label}` },
    },
  };
}

function time(at: number): string {
  return new Date(at).toISOString();
}
