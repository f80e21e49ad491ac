import type { PrincipalRecord, TokenRecord } from '../../../model/inventory.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { recordsOf } from './bundles.ts';
import type { FilesRead } from './read-files.ts';

/** The licence and the profiles of users that no person signs in as. */
const machineNames =
  /^(salesforce integration|salesforce api only system integrations|minimum access - api only integrations|identity user)$/i;

/** Users, each of whom answers for what is done in the own name, unless nobody signs in as it. */
export function principalsOf(files: FilesRead, account: string): readonly PrincipalRecord[] {
  const found = new Map<string, PrincipalRecord>();
  for (const { body, observedAt } of recordsOf(files, 'User')) {
    const known = found.get(body.id);
    if (known !== undefined && known.observedAt > observedAt) continue;
    const { id, username, name } = body;
    const isMachine = [body['profile.name'], body['profile.userlicense.name']].some((word) =>
      machineNames.test(word ?? ''),
    );
    const createdAt = toEpoch(body.createddate);
    const lastUsedAt = toEpoch(body.lastlogindate);
    found.set(id, {
      id,
      kind: 'user',
      name: username ?? name ?? id,
      account,
      observedAt,
      tags: isMachine ? { use: 'integration' } : {},
      trusts: [],
      ...(!isMachine &&
        username !== undefined && { owner: { name: username, basis: 'account of the user' } }),
      ...(createdAt !== undefined && { createdAt }),
      ...(lastUsedAt !== undefined && { lastUsedAt }),
    });
  }
  // Tokens and permission sets name users that were not exported.
  const others = [
    ...recordsOf(files, 'OauthToken').map(({ body, observedAt }) => [body.userid, observedAt] as const),
    ...recordsOf(files, 'PermissionSetAssignment').map(
      ({ body, observedAt }) => [body.assigneeid, observedAt] as const,
    ),
  ];
  for (const [id, observedAt] of others)
    if (!found.has(id))
      found.set(id, { id, kind: 'user', name: id, account, observedAt, tags: {}, trusts: [] });
  return sorted(found.values());
}

/** What apps were given for users. All that one app holds of one user is one token, as calls tell it. */
export function tokensOf(files: FilesRead, account: string): readonly TokenRecord[] {
  const appIds = new Map(
    recordsOf(files, 'ConnectedApplication').map(({ body }) => [body.name ?? '', body.id]),
  );
  const inactive = new Set(
    recordsOf(files, 'User').flatMap(({ body }) => (body.isactive === false ? [body.id] : [])),
  );
  const found = new Map<string, TokenRecord>();
  for (const { body, observedAt } of recordsOf(files, 'OauthToken')) {
    const id = `${appIds.get(body.appname) ?? body.appname}/${body.userid}`.slice(0, 128);
    const known = found.get(id);
    const createdAt = least([known?.createdAt, toEpoch(body.createddate)]);
    const lastUsedAt = most([known?.lastUsedAt, toEpoch(body.lastuseddate)]);
    const isUnused =
      body.usecount === 0 && lastUsedAt === undefined && (known === undefined || known.isNeverUsed);
    found.set(id, {
      id,
      kind: 'oauth-token',
      principalId: body.userid,
      account,
      observedAt: Math.max(observedAt, known?.observedAt ?? 0),
      status: inactive.has(body.userid) ? 'inactive' : 'active',
      ...(createdAt !== undefined && { createdAt }),
      ...(lastUsedAt !== undefined && { lastUsedAt }),
      ...(isUnused && { isNeverUsed: true as const }),
    });
  }
  return sorted(found.values());
}

/** Names of apps that tokens go by because the apps themselves were not exported. */
export function unlistedApps(files: FilesRead): readonly string[] {
  const known = new Set(recordsOf(files, 'ConnectedApplication').map(({ body }) => body.name));
  const named = recordsOf(files, 'OauthToken').map(({ body }) => body.appname);
  return [...new Set(named.filter((name) => !known.has(name)))].sort();
}

function least(times: readonly (number | undefined)[]): number | undefined {
  const told = times.filter((time) => time !== undefined);
  return told.length === 0 ? undefined : Math.min(...told);
}

function most(times: readonly (number | undefined)[]): number | undefined {
  const told = times.filter((time) => time !== undefined);
  return told.length === 0 ? undefined : Math.max(...told);
}

function sorted<T extends { readonly id: string }>(records: Iterable<T>): readonly T[] {
  return [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
}
