import type { TokenRecord, TokenStatus } from '../../../model/inventory.ts';
import type { AccountFinder } from './accounts.ts';
import type { ReadContext } from './document.ts';
import type { CredentialFact, Facts, KeyUseFact } from './facts.ts';
import type { Identities, Identity } from './identities.ts';

/** What tokens are made of. */
export interface TokenSources {
  readonly facts: Facts;
  readonly identities: Identities;
  readonly accounts: AccountFinder;
  readonly observedAt: (account: string) => number;
}

/** A token while it is joined; times are those of the newest statement. */
export type TokenDraft = Omit<TokenRecord, 'account' | 'observedAt' | 'principalId'>;

/** Credentials that lists name by id, with the last use that separate answers give for them: a time, or that there was none. */
export function listedCredentials(sources: TokenSources, context: ReadContext): Map<Identity, TokenDraft[]> {
  const newest = new Map<string, CredentialFact>();
  for (const fact of sources.facts.credentials) {
    const known = newest.get(fact.id);
    const isNewer = known === undefined || fact.origin.takenAt > known.origin.takenAt;
    const lastUsedAt = later(fact.lastUsedAt, known?.lastUsedAt);
    const isNeverUsed = fact.isNeverUsed || (known?.isNeverUsed ?? false);
    newest.set(fact.id, { ...(isNewer ? fact : known), lastUsedAt, isNeverUsed });
  }
  const uses = keyUses(sources, [...newest.values()], context);
  const byIdentity = new Map<Identity, TokenDraft[]>();
  for (const fact of newest.values()) {
    const identity = holderOf(fact, fact.id, sources);
    if (identity === undefined) {
      context.remarks.problems.add(
        fact.origin.path,
        `nothing says which account user \`${fact.userName}\` is in: say so with --account NUMBER`,
      );
      continue;
    }
    const lastUsedAt = later(fact.lastUsedAt, uses.get(fact.id));
    const isNeverUsed = fact.isNeverUsed || uses.has(fact.id);
    byIdentity.set(identity, [
      ...(byIdentity.get(identity) ?? []),
      draftToken(fact.id, fact.kind, statusOf(fact.status), { ...fact, lastUsedAt, isNeverUsed }),
    ]);
  }
  return byIdentity;
}

function keyUses(
  sources: TokenSources,
  credentials: readonly CredentialFact[],
  context: ReadContext,
): ReadonlyMap<string, number | undefined> {
  const uses = new Map<string, number | undefined>();
  const keysByHolder = new Map<Identity, string[]>();
  for (const fact of credentials) {
    const holder = fact.kind === 'access-key' ? holderOf(fact, fact.id, sources) : undefined;
    if (holder !== undefined) keysByHolder.set(holder, [...(keysByHolder.get(holder) ?? []), fact.id]);
  }
  for (const use of sources.facts.keyUses) {
    const keyId = use.keyId ?? onlyKey(use, keysByHolder, sources);
    if (keyId === undefined) {
      context.remarks.problems.add(
        use.origin.path,
        `${use.origin.place}: nothing says which access key this is the last use of; put its id into the file name`,
      );
    } else {
      uses.set(keyId, later(use.lastUsedAt, uses.get(keyId)));
    }
  }
  return uses;
}

function onlyKey(
  use: KeyUseFact,
  keysByHolder: ReadonlyMap<Identity, readonly string[]>,
  sources: TokenSources,
): string | undefined {
  if (use.userName === undefined) return undefined;
  const holder = holderOf({ origin: use.origin, userName: use.userName }, undefined, sources);
  const keys = holder === undefined ? undefined : keysByHolder.get(holder);
  return keys?.length === 1 ? keys[0] : undefined;
}

/** The user a fact names, in the account it belongs to. */
export function holderOf(
  fact: Pick<CredentialFact, 'origin' | 'userName'>,
  keyId: string | undefined,
  { accounts, identities }: TokenSources,
): Identity | undefined {
  const account = accounts.find({ origin: fact.origin, userName: fact.userName, keyId });
  return account === undefined ? undefined : identities.byName('user', account, fact.userName);
}

/** A token from what was exported of it; times that are not known are left out. A use goes before a word that there was none. */
export function draftToken(
  id: string,
  kind: string,
  status: TokenStatus,
  times: Pick<CredentialFact, 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'isNeverUsed'>,
): TokenDraft {
  const { createdAt, expiresAt, lastUsedAt, isNeverUsed } = times;
  return {
    id,
    kind,
    status,
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    ...(lastUsedAt === undefined && isNeverUsed ? { isNeverUsed } : {}),
  };
}

function statusOf(status: string | undefined): TokenStatus {
  switch (status?.toLowerCase()) {
    case 'active':
      return 'active';
    case 'inactive':
    case 'revoked':
      return 'inactive';
    case 'expired':
      return 'expired';
    default:
      return 'unknown';
  }
}

/** The later of two times, of which either may be unknown. */
export function later(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.max(a, b);
}
