import type { TokenRecord } from '../../../model/inventory.ts';
import type { Granted } from '../../shared/inventory/held-records.ts';
import { latestUse, type Records, timeField } from '../../shared/inventory/held-records.ts';
import type { Remarks } from '../../shared/inventory/remarks.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { grantedByLevels, grantedByScopeNames } from '../granted.ts';
import type { PlacedItem } from './item.ts';
import { addUser, ownerOf } from './members.ts';
import type { Organisations } from './organisations.ts';

type Placed = Extract<PlacedItem, { kind: 'credential-authorizations' }>;

/** Classic tokens, OAuth grants and keys that their users have authorised for an organisation with single sign-on. */
export function addCredentials(
  items: readonly PlacedItem[],
  organisations: Organisations,
  records: Records,
  { notes }: Remarks,
): void {
  const seen = items.filter((item): item is Placed => item.kind === 'credential-authorizations');
  for (const item of seen) {
    const { body, path, observedAt } = item;
    const account = organisations.of(path, undefined);
    const { kind, granted, roleKind, document } = natureOf(body);
    if (kind === undefined) {
      notes.add(path, `what a ${body.credential_type} may do is not told, and it is not listed`);
      continue;
    }
    const principalId = addUser(body.login, { account, observedAt }, records);
    const tokenId =
      kind === 'ssh-keys'
        ? `ssh-keys/${body.login}`
        : String(body.authorized_credential_id ?? body.credential_id);
    records.addToken({
      id: tokenId,
      kind,
      principalId,
      account,
      observedAt,
      owner: ownerOf(body.login),
      status: isPast(body.authorized_credential_expires_at, observedAt) ? 'expired' : 'active',
      ...timeField('expiresAt', body.authorized_credential_expires_at),
      ...lastUseOf(item, seen),
    });
    records.addHolding({
      principalId,
      tokenId,
      account,
      observedAt,
      role: {
        id: `credential-authorization/${body.credential_id}`,
        kind: roleKind,
        name: `${body.credential_type} of ${body.login}`,
        document,
      },
      granted,
      resources: ['*'],
      path: [`authorization/${body.credential_id}`],
      since: toEpoch(body.credential_authorized_at),
    });
  }
}

function natureOf({ credential_type: type, scopes }: Placed['body']): {
  readonly kind: 'classic-pat' | 'oauth-token' | 'ssh-keys' | undefined;
  readonly granted: Granted;
  readonly roleKind: string;
  readonly document: object;
} {
  const classic = { granted: grantedByScopeNames(scopes), roleKind: 'classic-scopes', document: { scopes } };
  switch (type.toLowerCase()) {
    case 'personal access token':
      return { kind: 'classic-pat', ...classic };
    case 'oauth app token':
      return { kind: 'oauth-token', ...classic };
    case 'ssh key': {
      const permissions = { contents: 'write', metadata: 'read' };
      return {
        kind: 'ssh-keys',
        granted: grantedByLevels(permissions),
        roleKind: 'key',
        document: { permissions },
      };
    }
    default:
      return { kind: undefined, ...classic };
  }
}

/** Several keys of one user are one token: the latest use of any counts. */
function lastUseOf(
  { body }: Placed,
  all: readonly Placed[],
): Pick<TokenRecord, 'lastUsedAt' | 'isNeverUsed'> {
  const isKey = body.credential_type.toLowerCase() === 'ssh key';
  const mine = isKey
    ? all.filter(
        (other) => other.body.login === body.login && other.body.credential_type === body.credential_type,
      )
    : all.filter((other) => other.body.credential_id === body.credential_id);
  return latestUse(mine.map((other) => other.body.credential_accessed_at));
}

function isPast(time: string | null | undefined, observedAt: number): boolean {
  const end = toEpoch(time ?? undefined);
  return end !== undefined && end <= observedAt;
}
