import { isoSeconds } from '../time.ts';
import type { PrincipalFacts, ProviderBook, TokenFacts } from '../truth/provider-book.ts';
import type { FileCounts, ProviderTruth } from '../truth/truth.ts';
import { allAccounts } from './accounts.ts';
import { rootArn, sessionToken } from './callers.ts';
import type { Estate } from './estate.ts';
import { accountOfKey } from './identifiers.ts';
import { isUnlimited } from './policies.ts';
import type { IamRole, IamUser } from './principals.ts';
import type { Trail } from './trail.ts';

/** Closes the book on AWS: joins what the log should say with what the inventory says. */
export function closeBook(
  estate: Estate,
  trail: Trail,
  book: ProviderBook,
  written: { files: FileCounts; total: number },
): ProviderTruth {
  const principals = [
    ...estate.users.map((user) => principal('user', user)),
    ...estate.roles.map((role) => principal('role', role)),
    ...allAccounts.map(root),
  ];
  const seen = book.seenTokens();
  return book.close({
    files: written.files,
    total: written.total,
    duplicates: trail.duplicates(),
    accounts: allAccounts.map(({ id, name }) => ({ id, name, regions: regionsOf(trail, id) })),
    holes: trail.holes(),
    principals: principals.sort((left, right) => (left.id < right.id ? -1 : 1)),
    tokens: [...keys(estate), ...unlistedKeys(estate, seen), ...sessions(principals, seen)],
  });
}

function principal(kind: 'user' | 'role', holder: IamUser | IamRole): PrincipalFacts {
  const groups = 'groups' in holder ? (holder.groups ?? []) : [];
  const holders = [holder, ...groups];
  const attached = holders.flatMap((one) => one.attached ?? []);
  const inline = holders.flatMap((one) => Object.entries(one.inline ?? {}));
  const documents = [...attached.map(({ document }) => document), ...inline.map(([, document]) => document)];
  const owner = holder.tags?.owner;
  const team = holder.tags?.team;
  return {
    id: holder.arn,
    account: holder.account.id,
    kind,
    name: holder.name,
    ...(owner !== undefined && { owner }),
    ...(team !== undefined && { team }),
    holds: [...attached.map(({ name }) => name), ...inline.map(([name]) => name)],
    isUnlimited: documents.some(isUnlimited),
  };
}

function root(account: (typeof allAccounts)[number]): PrincipalFacts {
  return {
    id: rootArn(account),
    account: account.id,
    kind: 'root',
    name: 'root',
    holds: [],
    isUnlimited: true,
  };
}

function keys(estate: Estate): readonly TokenFacts[] {
  return estate.keys.map(({ id, user, status, createdAt }) => ({
    id,
    kind: 'access-key' as const,
    principal: user.arn,
    account: user.account.id,
    status: status.toLowerCase(),
    createdAt: isoSeconds(createdAt),
  }));
}

/** Keys that call, although no inventory knows them. */
function unlistedKeys(estate: Estate, seen: readonly string[]): readonly TokenFacts[] {
  const known = new Set(estate.keys.map(({ id }) => id));
  return seen
    .filter((id) => id.startsWith('AKIA') && !known.has(id))
    .map((id) => ({ id, kind: 'access-key', principal: '', account: accountOfKey(id), status: 'unknown' }));
}

function sessions(principals: readonly PrincipalFacts[], seen: readonly string[]): readonly TokenFacts[] {
  const seenIds = new Set(seen);
  return principals
    .filter(({ id }) => seenIds.has(sessionToken(id)))
    .map(({ id, account }) => ({
      id: sessionToken(id),
      kind: 'session',
      principal: id,
      account,
      status: 'active',
    }));
}

function regionsOf(trail: Trail, accountId: string): readonly string[] {
  const regions = trail.streams().filter((stream) => stream.accountId === accountId);
  return [...new Set(regions.map(({ region }) => region))].sort();
}
