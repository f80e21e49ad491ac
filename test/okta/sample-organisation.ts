import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const hourMs = 3_600_000;
const days = 100;
/** A Monday. */
const begin = Date.parse('2026-03-02T00:00:00Z');
const org = 'https://umbra.okta.com';

export const sampleTokens = { deploy: '00T1deploy', idle: '00T2idle', provisioner: '0oa1prov' } as const;

interface Event {
  readonly eventType: string;
  readonly [field: string]: unknown;
}

const person = (id: string, detail: object = {}) => ({
  actor: { id, type: 'User', alternateId: `${id}@umbra.example` },
  transaction: { type: 'WEB', id: 't', detail },
  authenticationContext: { externalSessionId: `trs-${id}` },
});
const apiToken = (id: string, userId: string) => person(userId, { requestApiTokenId: id });
const app = {
  actor: { id: '0oa1prov', type: 'PublicClientAppEntity', alternateId: 'unknown' },
  transaction: {
    type: 'WEB',
    id: 't',
    detail: { requestApiTokenId: 'AT.x', requestApiTokenClientId: '0oa1prov' },
  },
};
const target = (type: string, id: string) => ({ target: [{ type, id }] });

/** What happens every so many hours, all through the log. */
const habits: readonly { readonly everyHours: number; readonly event: Event }[] = [
  { everyHours: 1, event: { eventType: 'user.session.start', ...person('00u9anna') } },
  {
    everyHours: 4,
    event: {
      eventType: 'user.lifecycle.suspend',
      ...apiToken('00T1deploy', '00u1svc'),
      ...target('User', '00u5'),
    },
  },
  {
    everyHours: 24,
    event: {
      eventType: 'application.lifecycle.update',
      ...apiToken('00T1deploy', '00u1svc'),
      ...target('AppInstance', '0oa9'),
      outcome: { result: 'FAILURE', reason: 'You do not have permission to perform the requested action' },
    },
  },
  {
    everyHours: 6,
    event: { eventType: 'group.user_membership.add', ...app, ...target('UserGroup', '00g1') },
  },
  {
    everyHours: 12,
    event: {
      eventType: 'app.oauth2.token.grant.access_token',
      actor: { id: '0oa1prov', type: 'PublicClientApp', alternateId: '0oa1prov' },
      transaction: { type: 'WEB', id: 't', detail: {} },
      debugContext: {
        debugData: { grantType: 'client_credentials', grantedScopes: 'okta.groups.manage,okta.logs.read' },
      },
      ...target('access_token', 'AT.x'),
    },
  },
  {
    everyHours: 48,
    event: { eventType: 'policy.rule.update', ...person('00u2ben'), ...target('PolicyRule', '0pr1') },
  },
];

/** Writes the log and the inventory of a small organisation; gives where they lie. */
export function writeSampleOrganisation(folder: string): {
  readonly log: string;
  readonly inventory: string;
} {
  const log = join(folder, 'okta-log');
  const inventory = join(folder, 'okta-inventory');
  mkdirSync(log, { recursive: true });
  mkdirSync(inventory, { recursive: true });
  for (let day = 0; day < days; day++)
    writeFileSync(
      join(log, `day-${String(day).padStart(3, '0')}.json.gz`),
      gzipSync(JSON.stringify(eventsOf(day))),
    );
  for (const [name, content] of Object.entries(lists))
    writeFileSync(join(inventory, `${name}.json`), JSON.stringify(content));
  return { log, inventory };
}

function eventsOf(day: number): readonly object[] {
  return Array.from({ length: 24 }, (_, hour) => day * 24 + hour).flatMap((hour) =>
    habits.flatMap(({ everyHours, event }, index) =>
      hour % everyHours === 0
        ? [
            {
              outcome: { result: 'SUCCESS', reason: null },
              client: { ipAddress: '198.51.100.7', userAgent: { rawUserAgent: 'okta-sdk-python/2.9.13' } },
              displayMessage: event.eventType,
              ...event,
              uuid: `e-${hour}-${index}`,
              published: new Date(begin + hour * hourMs + index * 60_000).toISOString(),
            },
          ]
        : [],
    ),
  );
}

const role = (id: string, type: string, kind: 'users' | 'clients', holder: string) => ({
  id,
  label: type,
  type,
  status: 'ACTIVE',
  created: '2025-01-01T00:00:00.000Z',
  assignmentType: kind === 'users' ? 'USER' : 'CLIENT',
  _links: { assignee: { href: `${org}/api/v1/${kind}/${holder}` } },
});
const grant = (id: string, scopeId: string) => ({
  id,
  scopeId,
  status: 'ACTIVE',
  issuer: org,
  clientId: '0oa1prov',
  created: '2025-01-01T00:00:00.000Z',
  source: 'ADMIN',
});
const token = (id: string) => ({
  id,
  name: id,
  userId: '00u1svc',
  tokenWindow: 'P30D',
  created: '2025-01-01T00:00:00.000Z',
});

const lists: Readonly<Record<string, unknown>> = {
  'api-tokens': [token('00T1deploy'), token('00T2idle')],
  'user-roles': [
    role('ra1', 'USER_ADMIN', 'users', '00u1svc'),
    role('ra3', 'SUPER_ADMIN', 'users', '00u2ben'),
  ],
  'client-roles': [role('ra2', 'ORG_ADMIN', 'clients', '0oa1prov')],
  grants: [
    grant('oag1', 'okta.groups.manage'),
    grant('oag2', 'okta.users.manage'),
    grant('oag3', 'okta.logs.read'),
  ],
};
