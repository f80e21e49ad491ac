import { groupBy } from '../../../model/group-by.ts';
import { type Granted, latestUse, type Records, timeField } from '../../shared/inventory/held-records.ts';
import type { Remarks } from '../../shared/inventory/remarks.ts';
import { grantedByLevels, grantedByScopeNames } from '../granted.ts';
import type { PlacedItem } from './item.ts';
import { addUser, ownerOf } from './members.ts';

type Placed = Extract<PlacedItem, { kind: 'enterprise-credentials' }>;
type Body = Placed['body'];

/** What a credential is counted as, and whose it is. */
interface Identity {
  readonly id: string;
  readonly kind: string;
  /** Absent for an app, which acts as itself. */
  readonly login?: string;
  readonly app?: string;
}

/** The credentials of all organisations of an enterprise, as its owners list or export them. */
export function addEnterpriseCredentials(
  items: readonly PlacedItem[],
  records: Records,
  { notes, problems }: Remarks,
): void {
  const known = items.flatMap((item) => {
    if (item.kind !== 'enterprise-credentials') return [];
    if (item.body.authorization_state === 'member_owned_only') {
      notes.add(item.path, 'a credential of a member that reaches nothing of the enterprise is not listed');
      return [];
    }
    if (item.body.credential_type === 'federated_jti') {
      notes.add(item.path, 'what a federated credential may do is not told, and it is not listed');
      return [];
    }
    const identity = identityOf(item.body);
    if (identity === undefined) problems.add(item.path, 'a credential without an owner or an id');
    return identity === undefined || records.hasToken(identity.id) ? [] : [{ ...item, identity }];
  });
  for (const same of groupBy(known, ({ identity }) => identity.id).values()) addOne(same, records);
}

function addOne(rows: readonly (Placed & { readonly identity: Identity })[], records: Records): void {
  const [latest] = [...rows].sort((a, b) => b.observedAt - a.observedAt);
  if (latest === undefined) return;
  const { body, identity, observedAt } = latest;
  const organisations = [
    ...new Set(rows.flatMap((row) => row.body.authorized_organizations.map(({ login }) => login))),
  ].sort();
  const [account = 'unknown', ...others] = organisations;
  const shared = { account, observedAt };
  const { id, kind, login, app } = identity;
  const principalId = login === undefined ? id : addUser(login, shared, records);
  if (login === undefined)
    records.addPrincipal({
      ...shared,
      id,
      kind: 'app',
      name: app ?? id,
      ...timeField('createdAt', body.created_at),
    });
  records.addToken({
    ...shared,
    id,
    kind,
    principalId,
    status: statusOf(rows),
    ...(login === undefined ? {} : { owner: ownerOf(login) }),
    ...timeField('createdAt', body.created_at),
    ...timeField('expiresAt', body.expires_at),
    ...(rows.some((row) => typeof row.body.last_used_at === 'string')
      ? latestUse(rows.map((row) => row.body.last_used_at))
      : {}),
  });
  const { role, granted, resources } = holdingOf(body);
  // It is held in each organisation, whose log alone tells of its use there.
  for (const organisation of [account, ...others])
    records.addHolding({
      ...shared,
      account: organisation,
      principalId,
      ...(login === undefined ? {} : { tokenId: id }),
      role: { id: `credential/${id}`, name: body.display_name ?? `credential ${id}`, ...role },
      granted,
      resources,
      path: [
        ...(others.length > 0 ? [`organisation/${organisation}`] : []),
        `credential/${body.credential_type}`,
      ],
    });
}

function identityOf(body: Body): Identity | undefined {
  const login = body.owner?.login;
  const number = body.credential_id ?? undefined;
  const id = number === undefined ? (body.hashed_token ?? undefined) : String(number);
  const app = slugOf(body.application?.name ?? body.display_name);
  switch (body.credential_type) {
    case 'github_app_installation': {
      const [organisation] = body.authorized_organizations.map((one) => one.login);
      return app === undefined || organisation === undefined
        ? undefined
        : { id: `app/${organisation}/${app}`, kind: 'session', app };
    }
    case 'github_app_user_token':
      return login === undefined || app === undefined
        ? undefined
        : { id: `user/${login}/via/${app}`, kind: 'session', login };
    case 'ssh_key':
      return login === undefined ? undefined : { id: `ssh-keys/${login}`, kind: 'ssh-keys', login };
    default: {
      const kind = kinds[body.credential_type] ?? 'token';
      return login === undefined || id === undefined ? undefined : { id, kind, login };
    }
  }
}

const kinds: Readonly<Record<string, string>> = {
  classic_pat: 'classic-pat',
  oauth_app_user_token: 'oauth-token',
  fine_grained_pat: 'fine-grained-pat',
};

function holdingOf({ credential_type: type, scopes, permissions, repository_selection: selection }: Body): {
  readonly role: { readonly kind: string; readonly document: object };
  readonly granted: Granted;
  readonly resources: readonly string[];
} {
  if (type === 'ssh_key') {
    const levels = { contents: 'write', metadata: 'read' };
    return held('key', { permissions: levels }, grantedByLevels(levels), ['*']);
  }
  if (type === 'classic_pat' || type === 'oauth_app_user_token')
    return held('classic-scopes', { scopes: scopes ?? [] }, grantedByScopeNames(scopes ?? []), ['*']);
  const kind = type === 'fine_grained_pat' ? 'fine-grained-permissions' : 'app-permissions';
  const resources = selection === 'none' ? [] : [selection === 'subset' ? 'selected repositories' : '*'];
  return held(kind, { permissions: permissions ?? {} }, grantedByLevels(permissions ?? {}), resources);
}

function held(
  kind: string,
  document: object,
  granted: Granted,
  resources: readonly string[],
): ReturnType<typeof holdingOf> {
  return { role: { kind, document }, granted, resources };
}

/** Several keys of one user are one token: while one of them works, it does. */
function statusOf(rows: readonly Placed[]): 'active' | 'expired' | 'inactive' {
  const states = rows.map(({ body }) => body.credential_state ?? 'active');
  if (states.includes('active')) return 'active';
  return states.includes('expired') ? 'expired' : 'inactive';
}

/** Apps go by the name in their address, as the log names them. */
function slugOf(name: string | null | undefined): string | undefined {
  const slug = (name ?? '').toLowerCase().replaceAll(' ', '-');
  return slug === '' ? undefined : slug;
}
