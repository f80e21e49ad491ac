import type { TokenRecord, TokenStatus } from '../../../model/inventory.ts';
import type { AccountFinder } from './accounts.ts';
import type { ReadContext } from './document.ts';
import type { CredentialFact, Facts, KeyUseFact } from './facts.ts';
import { isServiceLinked } from './holdings.ts';
import type { Identities, Identity } from './identities.ts';
import { type ReportCredential, reportCredentials } from './report-credentials.ts';

/** What tokens are made of. */
interface Sources {
  readonly facts: Facts;
  readonly identities: Identities;
  readonly accounts: AccountFinder;
  readonly observedAt: (account: string) => number;
}

/** A token while it is joined; times are those of the newest statement. */
type Draft = Omit<TokenRecord, 'account' | 'observedAt' | 'principalId'>;

/** The credentials of every principal: keys, passwords and others of users and the root, sessions of roles. */
export function tokenRecords(sources: Sources, context: ReadContext): readonly TokenRecord[] {
  const drafts = new Map<Identity, Draft[]>();
  const add = (identity: Identity, draft: Draft): void => {
    drafts.set(identity, [...(drafts.get(identity) ?? []), draft]);
  };
  for (const [identity, listed] of listedCredentials(sources, context))
    for (const draft of listed) add(identity, draft);
  for (const { identity, credential, path } of reportCredentials(sources.facts, sources.identities)) {
    const listed = drafts.get(identity) ?? [];
    const match = listed.findIndex((draft) => isSame(draft, credential));
    const known = listed[match];
    if (known === undefined) {
      add(identity, fromReport(identity, credential));
      if (credential.kind === 'access-key') noteNoId(identity, credential, path, context);
    } else {
      listed[match] = joinUse(known, credential.lastUsedAt);
    }
  }
  for (const [identity, draft] of passwords(sources, drafts)) add(identity, draft);
  for (const identity of sources.identities.all) {
    if (identity.kind === 'role' && !isServiceLinked(identity)) add(identity, session(identity));
  }
  return [...drafts]
    .flatMap(([identity, list]) => list.map((draft) => toRecord(identity, draft, sources)))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function toRecord(identity: Identity, draft: Draft, sources: Sources): TokenRecord {
  const { account, arn: principalId } = identity;
  return { ...draft, account, observedAt: sources.observedAt(account), principalId };
}

/** Credentials that lists name by id, with the last use that separate answers give for them. */
function listedCredentials(sources: Sources, context: ReadContext): ReadonlyMap<Identity, readonly Draft[]> {
  const newest = new Map<string, CredentialFact>();
  for (const fact of sources.facts.credentials) {
    const known = newest.get(fact.id);
    const isNewer = known === undefined || fact.origin.takenAt > known.origin.takenAt;
    const lastUsedAt = later(fact.lastUsedAt, known?.lastUsedAt);
    newest.set(fact.id, { ...(isNewer ? fact : known), lastUsedAt });
  }
  const uses = keyUses(sources, [...newest.values()], context);
  const byIdentity = new Map<Identity, Draft[]>();
  for (const fact of newest.values()) {
    const identity = holderOf(fact, fact.id, sources);
    if (identity === undefined) {
      context.remarks.problems.add(
        fact.origin.path,
        `nothing says which account user \`${fact.userName}\` is in`,
      );
      continue;
    }
    const lastUsedAt = later(fact.lastUsedAt, uses.get(fact.id));
    byIdentity.set(identity, [
      ...(byIdentity.get(identity) ?? []),
      draft(fact.id, fact.kind, statusOf(fact.status), { ...fact, lastUsedAt }),
    ]);
  }
  return byIdentity;
}

function keyUses(
  sources: Sources,
  credentials: readonly CredentialFact[],
  context: ReadContext,
): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
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
      const lastUsedAt = later(use.lastUsedAt, uses.get(keyId));
      if (lastUsedAt !== undefined) uses.set(keyId, lastUsedAt);
    }
  }
  return uses;
}

function onlyKey(
  use: KeyUseFact,
  keysByHolder: ReadonlyMap<Identity, readonly string[]>,
  sources: Sources,
): string | undefined {
  if (use.userName === undefined) return undefined;
  const holder = holderOf({ origin: use.origin, userName: use.userName }, undefined, sources);
  const keys = holder === undefined ? undefined : keysByHolder.get(holder);
  return keys?.length === 1 ? keys[0] : undefined;
}

function holderOf(
  fact: Pick<CredentialFact, 'origin' | 'userName'>,
  keyId: string | undefined,
  { accounts, identities }: Sources,
): Identity | undefined {
  const account = accounts.find({ origin: fact.origin, userName: fact.userName, keyId });
  return account === undefined ? undefined : identities.byName('user', account, fact.userName);
}

/** Console passwords that the credential report does not already tell. */
function* passwords(
  sources: Sources,
  drafts: ReadonlyMap<Identity, readonly Draft[]>,
): Generator<[Identity, Draft]> {
  const profiles = new Map<Identity, number | undefined>();
  for (const fact of sources.facts.loginProfiles) {
    const holder = holderOf(fact, undefined, sources);
    if (holder !== undefined) profiles.set(holder, fact.createdAt);
  }
  for (const identity of sources.identities.all) {
    if (drafts.get(identity)?.some((known) => known.kind === 'password')) continue;
    const lastUsedAt = identity.passwordLastUsedAt;
    if (!profiles.has(identity) && lastUsedAt === undefined) continue;
    // A last use alone does not say whether the password is still there.
    const status = profiles.has(identity) ? 'active' : 'unknown';
    const times = { createdAt: profiles.get(identity), expiresAt: undefined, lastUsedAt };
    yield [identity, draft(`${identity.arn}#password`, 'password', status, times)];
  }
}

/** All sessions of a role are one token, named by the role as in calls. */
function session(role: Identity): Draft {
  return draft(role.arn, 'session', 'active', { ...role, expiresAt: undefined });
}

/** The report gives no ids; a key is the same when it was made in the same second. */
function isSame(known: Draft, credential: ReportCredential): boolean {
  if (known.kind !== credential.kind || credential.createdAt === undefined) return false;
  return second(known.createdAt) === second(credential.createdAt);
}

function fromReport(identity: Identity, credential: ReportCredential): Draft {
  const lastUsedAt =
    credential.kind === 'password'
      ? later(credential.lastUsedAt, identity.passwordLastUsedAt)
      : credential.lastUsedAt;
  const id = `${identity.arn}#${credential.slot}`;
  return draft(id, credential.kind, credential.status, { ...credential, expiresAt: undefined, lastUsedAt });
}

function noteNoId(
  identity: Identity,
  credential: ReportCredential,
  path: string,
  context: ReadContext,
): void {
  const subject = `${credential.slot} of ${identity.name}`;
  context.remarks.notes.add(
    path,
    `${subject} matches no listed key by its date; it is kept under an id of its own, which no call carries`,
  );
}

function joinUse(known: Draft, lastUsedAt: number | undefined): Draft {
  const latest = later(known.lastUsedAt, lastUsedAt);
  return latest === undefined ? known : { ...known, lastUsedAt: latest };
}

function draft(
  id: string,
  kind: string,
  status: TokenStatus,
  times: Pick<CredentialFact, 'createdAt' | 'expiresAt' | 'lastUsedAt'>,
): Draft {
  const { createdAt, expiresAt, lastUsedAt } = times;
  return {
    id,
    kind,
    status,
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
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

function later(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.max(a, b);
}

function second(epoch: number | undefined): number | undefined {
  return epoch === undefined ? undefined : Math.floor(epoch / 1000);
}
