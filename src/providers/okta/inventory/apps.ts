import type { Granted } from '../../shared/inventory/held-records.ts';
import { type Records, timeField } from '../../shared/inventory/held-records.ts';
import type { Remarks } from '../../shared/inventory/remarks.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { grantedByScopes, together, within } from '../granted.ts';
import type { Assignments } from './assignments.ts';
import type { PlacedItem, PlacedOf } from './item.ts';
import { account } from './people.ts';
import { lastPart, type RoleBook } from './role-book.ts';

/**
 * Apps that call Okta’s API with tokens of their own: service apps, and whatever scopes are granted to. Such an app
 * may do what its scopes and its admin roles both allow.
 */
export function addApps(
  items: readonly PlacedItem[],
  assignments: Assignments,
  book: RoleBook,
  records: Records,
  { notes }: Remarks,
): void {
  const grants = items.filter((item): item is PlacedOf<'grants'> => item.kind === 'grants');
  const granted = new Set(grants.map(clientOf));
  for (const item of items) {
    if (item.kind !== 'apps') continue;
    const client = item.body.credentials?.oauthClient?.client_id ?? item.body.id;
    if (isService(item) || granted.has(client) || assignments.clients.has(client)) addApp(client, item);
  }
  for (const grant of grants) addGrant(grant);
  for (const [client, held] of assignments.clients)
    for (const each of held) {
      const { granted: gives, resources, ...role } = book.held(each);
      addUnlisted(client, each.observedAt);
      records.addHolding({
        principalId: `app/${client}`,
        account,
        observedAt: each.observedAt,
        role: { id: role.id, kind: role.kind, name: role.name, document: role.document },
        granted: gives,
        resources,
        path: [`role/${role.name}`],
        since: toEpoch(each.body.created ?? undefined),
        isLimit: true,
      });
    }

  function addApp(client: string, { body, observedAt }: PlacedOf<'apps'>): void {
    const shared = { account, observedAt, ...timeField('createdAt', body.created) };
    const id = `app/${client}`;
    records.addPrincipal({ ...shared, id, kind: 'app', name: body.label ?? client });
    records.addToken({
      ...shared,
      id: client,
      kind: 'oauth-client',
      principalId: id,
      status: body.status === undefined || body.status === 'ACTIVE' ? 'active' : 'inactive',
    });
  }

  /** An app that is known by what it holds alone. */
  function addUnlisted(client: string, observedAt: number): void {
    if (records.hasToken(client)) return;
    const id = `app/${client}`;
    records.addPrincipal({ account, observedAt, id, kind: 'app', name: client });
    records.addToken({
      account,
      observedAt,
      id: client,
      kind: 'oauth-client',
      principalId: id,
      status: 'unknown',
    });
  }

  function addGrant({ body, path, observedAt }: PlacedOf<'grants'>): void {
    if (body.status !== undefined && body.status !== 'ACTIVE') return;
    if (body.source === 'END_USER') {
      notes.add(path, 'scopes that users have consented to are of the users’ sessions, and are left out');
      return;
    }
    const client = clientOf({ body, path });
    addUnlisted(client, observedAt);
    const roles = assignments.clients.get(client);
    const scope = grantedByScopes([body.scopeId]);
    records.addHolding({
      principalId: `app/${client}`,
      account,
      observedAt,
      role: {
        id: `scope-grant/${lastPart(body._links?.app?.href) ?? client}/${body.id}`,
        kind: 'scope',
        name: body.scopeId,
        document: { scopes: [body.scopeId] },
      },
      granted: roles === undefined ? scope : within(scope, limitOf(roles, book)),
      resources:
        roles === undefined ? ['*'] : [...new Set(roles.flatMap((each) => book.held(each).resources))].sort(),
      path: [`scope/${body.scopeId}`],
      since: toEpoch(body.created ?? undefined),
      ...(roles === undefined && { less: 'which admin roles limit the app is not listed' }),
      ...(roles?.some((each) => book.held(each).more !== undefined) && {
        more: 'an admin role of the app is not known',
      }),
    });
  }
}

function limitOf(roles: readonly PlacedOf<'role-assignments'>[], book: RoleBook): Granted {
  return together(roles.map((each) => book.held(each).granted));
}

/** By the grant itself, its links, or the path of its file. */
function clientOf({ body, path }: Pick<PlacedOf<'grants'>, 'body' | 'path'>): string {
  const named = /(?:^|\/)(?:apps|clients)\/([A-Za-z0-9_-]+)\/grants/.exec(path)?.[1];
  return (
    body.clientId ??
    lastPart(body._links?.client?.href) ??
    lastPart(body._links?.app?.href) ??
    named ??
    'unknown'
  );
}

function isService({ body }: PlacedOf<'apps'>): boolean {
  const client = body.settings?.oauthClient;
  return client?.application_type === 'service' || (client?.grant_types ?? []).includes('client_credentials');
}
