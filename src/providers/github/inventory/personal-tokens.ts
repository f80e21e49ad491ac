import { latestUse, type Records, timeField } from '../../shared/inventory/held-records.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { grantedByLevels } from '../granted.ts';
import type { PlacedItem } from './item.ts';
import { addUser, ownerOf } from './members.ts';
import type { Organisations } from './organisations.ts';

type PlacedPat = Extract<PlacedItem, { kind: 'personal-access-tokens' }>;

/**
 * Fine-grained tokens: what each may do lies on the token itself, and differs from token to token of one user. A request
 * that nobody has granted yet makes a token known that may do nothing.
 */
export function addPersonalTokens(
  items: readonly PlacedItem[],
  organisations: Organisations,
  records: Records,
): void {
  const pats = items.filter((item): item is PlacedPat => item.kind === 'personal-access-tokens');
  const repositories = selectedRepositories(items);
  for (const item of pats) if (item.body.access_granted_at !== undefined) addGranted(item);
  for (const item of pats) if (item.body.access_granted_at === undefined) addRequested(item);

  function addGranted({ body, path, observedAt }: PlacedPat): void {
    const account = organisations.of(path, body.repositories_url);
    const principalId = addUser(body.owner.login, { account, observedAt }, records);
    const tokenId = String(body.token_id);
    records.addToken({
      id: tokenId,
      kind: 'fine-grained-pat',
      principalId,
      account,
      observedAt,
      owner: ownerOf(body.owner.login),
      status: body.token_expired === true ? 'expired' : 'active',
      ...timeField('createdAt', body.access_granted_at),
      ...timeField('expiresAt', body.token_expires_at),
      ...latestUse([body.token_last_used_at]),
    });
    const selected = repositories.get(String(body.id));
    const name = body.token_name ?? `token ${tokenId}`;
    for (const [area, levels] of areasOf(body.permissions)) {
      records.addHolding({
        principalId,
        tokenId,
        account,
        observedAt,
        role: {
          id: `pat-grant/${body.id}/${area}`,
          kind: 'fine-grained-permissions',
          name: `${name} (${area})`,
          document: {
            permissions: { [area]: levels },
            ...(area === 'repository' &&
              body.repository_selection !== 'all' &&
              selected && { repositories: selected }),
          },
        },
        granted: grantedByLevels(levels),
        resources: area === 'repository' ? resourcesOf(body.repository_selection, selected) : ['*'],
        path: [`token/${name}`, `permissions/${area}`],
        since: toEpoch(body.access_granted_at),
      });
    }
  }

  function addRequested({ body, path, observedAt }: PlacedPat): void {
    const id = String(body.token_id);
    if (records.hasToken(id)) return;
    const account = organisations.of(path, body.repositories_url);
    const principalId = addUser(body.owner.login, { account, observedAt }, records);
    records.addToken({
      id,
      kind: 'fine-grained-pat',
      principalId,
      account,
      observedAt,
      owner: ownerOf(body.owner.login),
      status: body.token_expired === true ? 'expired' : 'inactive',
      ...timeField('createdAt', body.created_at),
      ...timeField('expiresAt', body.token_expires_at),
      ...latestUse([body.token_last_used_at]),
    });
    records.addHolding({
      principalId,
      tokenId: id,
      account,
      observedAt,
      role: {
        id: `pat-request/${body.id}`,
        kind: 'fine-grained-request',
        name: `${body.token_name ?? `token ${id}`} (requested)`,
        document: { permissions: body.permissions },
      },
      granted: grantedByLevels({}),
      resources: [],
      path: [`token/${body.token_name ?? id}`, 'request'],
    });
  }
}

function areasOf(
  permissions: PlacedPat['body']['permissions'],
): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  const { organization, repository, other } = permissions;
  const areas = [
    ['organization', organization],
    ['repository', repository],
    ['other', other],
  ] as const;
  const given = areas.filter(([, levels]) => Object.keys(levels).length > 0);
  // A token without any permission may do nothing, and that is known.
  return given.length > 0 ? given : [['repository', {}]];
}

function resourcesOf(
  selection: string | undefined,
  selected: readonly string[] | undefined,
): readonly string[] {
  if (selection === 'all') return ['*'];
  if (selection === 'none') return [];
  return selected ?? ['selected repositories'];
}

/** The answer that lists a grant’s repositories names the grant in its address alone. */
function selectedRepositories(items: readonly PlacedItem[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { kind, body, path } of items) {
    const grant = /personal-access-tokens\/(\d+)\/repositories/.exec(path)?.[1];
    if (kind === 'repositories' && grant !== undefined)
      found.set(grant, [...new Set([...(found.get(grant) ?? []), body.full_name])].sort());
  }
  return found;
}
