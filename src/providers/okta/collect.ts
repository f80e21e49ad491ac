import { z } from 'zod';
import type { Collector, CollectPlan, ListSource, LogSource, RecordMark } from '../collector.ts';
import { toEpoch } from '../shared/text/epoch.ts';
import { originOf } from '../shared/text/origin.ts';

/**
 * The System Log, and every list that the inventory reader knows. Roles, members and scopes are asked for only where
 * there are any.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/
 */
export const oktaCollector = {
  settings: [
    { name: 'OKTA_ORG', what: 'the organisation, https://NAME.okta.com', isSecret: false },
    {
      name: 'OKTA_TOKEN',
      what: 'an API token, or an access token of a service app',
      isSecret: true,
    },
  ],
  plan(values: ReadonlyMap<string, string>): CollectPlan & { readonly log: LogSource } {
    const origin = originOf(values.get('OKTA_ORG') ?? '', 'OKTA_ORG', 'https://NAME.okta.com');
    const token = values.get('OKTA_TOKEN') ?? '';
    // Access tokens are JWTs; API tokens hold no dots.
    const scheme = token.startsWith('eyJ') ? 'Bearer' : 'SSWS';
    return {
      origin,
      headers: { authorization: `${scheme} ${token}`, accept: 'application/json' },
      log: {
        folder: 'log',
        request: (from, until) =>
          `/api/v1/logs?since=${iso(from)}&until=${iso(until)}&sortOrder=ASCENDING&limit=1000`,
        markOf,
        daysKept: 90,
        lateMs: 10 * 60_000,
      },
      lists,
    };
  },
} satisfies Collector;

const event = z.looseObject({ uuid: z.string().min(1), published: z.string() });

function markOf(record: unknown): RecordMark | undefined {
  const read = event.safeParse(record).data;
  const time = toEpoch(read?.published);
  return read === undefined || time === undefined ? undefined : { id: read.uuid, time };
}

const id = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.array(z.unknown()).transform((list) => list.flatMap((each) => item.safeParse(each).data ?? []));
const tokens = listOf(z.looseObject({ userId: id }));
const groups = listOf(
  z.looseObject({
    id,
    _embedded: z.looseObject({ stats: z.looseObject({ hasAdminPrivilege: z.literal(true) }) }),
  }),
);
const assignees = z.looseObject({ value: listOf(z.looseObject({ id })) });
const apps = listOf(
  z.looseObject({
    id,
    credentials: z.looseObject({ oauthClient: z.looseObject({ client_id: id }) }),
    settings: z.looseObject({ oauthClient: z.looseObject({ application_type: z.string().optional() }) }),
  }),
);
const customRoles = z.looseObject({ roles: listOf(z.looseObject({ id })) });

const linked = z.looseObject({ _links: z.looseObject({ next: z.looseObject({ href: z.string() }) }) });

/** Answers of the newer parts of the API say it themselves. */
function nextIn(answer: unknown): string | undefined {
  return linked.safeParse(answer).data?._links.next.href;
}

const lists: readonly ListSource[] = [
  {
    folder: 'api-tokens',
    request: '/api/v1/api-tokens',
    leadsTo: (page) =>
      (tokens.safeParse(page).data ?? []).map(({ userId }) => ({
        folder: `users/${userId}/profile`,
        request: `/api/v1/users/${userId}`,
        mayLack: 'the user of an API token',
      })),
  },
  {
    folder: 'iam/assignees/users',
    request: '/api/v1/iam/assignees/users?limit=100',
    nextIn,
    leadsTo: (page) =>
      (assignees.safeParse(page).data?.value ?? []).flatMap(({ id: userId }) => adminOf(userId)),
  },
  {
    folder: 'groups-of-administrators',
    request: '/api/v1/groups?expand=stats&limit=200',
    leadsTo: (page) =>
      (groups.safeParse(page).data ?? []).flatMap(({ id: groupId }) => [
        { folder: `groups/${groupId}/roles`, request: `/api/v1/groups/${groupId}/roles` },
        { folder: `groups/${groupId}/users`, request: `/api/v1/groups/${groupId}/users?limit=200` },
      ]),
  },
  {
    folder: 'iam/roles',
    request: '/api/v1/iam/roles',
    nextIn,
    mayLack: 'custom admin roles',
    leadsTo: (page) =>
      (customRoles.safeParse(page).data?.roles ?? []).map(({ id: roleId }) => ({
        folder: `iam/roles/${roleId}/permissions`,
        request: `/api/v1/iam/roles/${roleId}/permissions`,
        nextIn,
      })),
  },
  {
    folder: 'apps',
    request: '/api/v1/apps?limit=200',
    leadsTo: (page) =>
      (apps.safeParse(page).data ?? []).flatMap(({ id: appId, credentials, settings }) =>
        grantsOf(
          appId,
          credentials.oauthClient.client_id,
          settings.oauthClient.application_type === 'service',
        ),
      ),
  },
];

function adminOf(userId: string): readonly ListSource[] {
  return [
    { folder: `users/${userId}/roles`, request: `/api/v1/users/${userId}/roles` },
    {
      folder: `users/${userId}/profile`,
      request: `/api/v1/users/${userId}`,
      mayLack: 'the profile of an administrator',
    },
  ];
}

function grantsOf(appId: string, client: string, isService: boolean): readonly ListSource[] {
  const grants = {
    folder: `apps/${appId}/grants`,
    request: `/api/v1/apps/${appId}/grants`,
    mayLack: 'scopes of an app',
  };
  const roles = {
    folder: `clients/${client}/roles`,
    request: `/oauth2/v1/clients/${client}/roles`,
    mayLack: 'admin roles of a service app',
  };
  return isService ? [grants, roles] : [grants];
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
