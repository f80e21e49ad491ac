import type { TokenRecord } from '../../../model/inventory.ts';
import type { ReadContext } from './document.ts';
import { isServiceLinked } from './holdings.ts';
import type { Identity } from './identities.ts';
import {
  draftToken,
  holderOf,
  later,
  listedCredentials,
  type TokenDraft,
  type TokenSources,
} from './listed-credentials.ts';
import { type ReportCredential, reportCredentials } from './report-credentials.ts';

/** The credentials of every principal: keys, passwords and others of users and the root, sessions of roles. */
export function tokenRecords(sources: TokenSources, context: ReadContext): readonly TokenRecord[] {
  const drafts = listedCredentials(sources, context);
  const add = (identity: Identity, draft: TokenDraft): void => {
    drafts.set(identity, [...(drafts.get(identity) ?? []), draft]);
  };
  for (const { identity, credential, path } of reportCredentials(sources.facts, sources.identities)) {
    const alike = (drafts.get(identity) ?? []).filter((draft) => isSame(draft, credential));
    if (alike.length === 0) {
      add(identity, fromReport(identity, credential));
      if (credential.kind === 'access-key') noteNoId(path, context);
    } else if (alike.length === 1) {
      // Of two keys made in the same second the report does not say which was used.
      drafts.set(
        identity,
        (drafts.get(identity) ?? []).map((draft) =>
          alike.includes(draft) ? joinUse(draft, credential) : draft,
        ),
      );
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

function toRecord(identity: Identity, draft: TokenDraft, sources: TokenSources): TokenRecord {
  const { account, arn: principalId } = identity;
  return { ...draft, account, observedAt: sources.observedAt(account), principalId };
}

/** Console passwords that the credential report does not already tell. */
function* passwords(
  sources: TokenSources,
  drafts: ReadonlyMap<Identity, readonly TokenDraft[]>,
): Generator<[Identity, TokenDraft]> {
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
    const createdAt = profiles.get(identity);
    const times = { createdAt, expiresAt: undefined, lastUsedAt, isNeverUsed: false };
    yield [identity, draftToken(`${identity.arn}#password`, 'password', status, times)];
  }
}

/** All sessions of a role are one token, named by the role as in calls. */
function session(role: Identity): TokenDraft {
  return draftToken(role.arn, 'session', 'active', { ...role, expiresAt: undefined });
}

/** The report gives no ids; a key is the same when it was made in the same second. */
function isSame(known: TokenDraft, credential: ReportCredential): boolean {
  if (known.kind !== credential.kind || credential.createdAt === undefined) return false;
  return second(known.createdAt) === second(credential.createdAt);
}

function fromReport(identity: Identity, credential: ReportCredential): TokenDraft {
  const lastUsedAt =
    credential.kind === 'password'
      ? later(credential.lastUsedAt, identity.passwordLastUsedAt)
      : credential.lastUsedAt;
  const id = `${identity.arn}#${credential.slot}`;
  return draftToken(id, credential.kind, credential.status, {
    ...credential,
    expiresAt: undefined,
    lastUsedAt,
  });
}

function noteNoId(path: string, context: ReadContext): void {
  context.remarks.notes.add(
    path,
    'the date of a key in the credential report is that of no listed key; ' +
      'it is kept under an id of its own (…#access-key-1), which no call carries',
  );
}

function joinUse(known: TokenDraft, { lastUsedAt, isNeverUsed }: ReportCredential): TokenDraft {
  return draftToken(known.id, known.kind, known.status, {
    createdAt: known.createdAt,
    expiresAt: known.expiresAt,
    lastUsedAt: later(known.lastUsedAt, lastUsedAt),
    isNeverUsed: isNeverUsed || known.isNeverUsed === true,
  });
}

function second(epoch: number | undefined): number | undefined {
  return epoch === undefined ? undefined : Math.floor(epoch / 1000);
}
