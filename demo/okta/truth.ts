import { isoSeconds, type TimeWindow } from '../time.ts';
import { splitGap, triedIn } from '../truth/gap.ts';
import type { PrincipalFacts, TokenFacts } from '../truth/provider-book.ts';
import type { FileCounts, ProviderTruth, TokenGapTruth } from '../truth/truth.ts';
import { appId, userId } from './callers.ts';
import type { OktaEstate } from './estate.ts';
import type { Assignment, OktaUser, ServiceApp } from './holders.ts';
import type { OktaSystem } from './okta-system.ts';
import { oktaAccount } from './org.ts';
import { grantedBy, isAlwaysRecorded } from './permissions.ts';

/** Closes the book on Okta: joins what the log should say with what the inventory says. */
export function closeOktaBook(
  { estate, book }: OktaSystem,
  window: TimeWindow,
  written: { readonly files: FileCounts; readonly total: number },
): ProviderTruth {
  const listed = new Set([
    ...estate.tokens.map(({ id }) => id),
    ...estate.apps.map(({ clientId }) => clientId),
  ]);
  const sessions = book.seenTokens().filter((id) => !listed.has(id));
  const withGap = (facts: TokenFacts, held: Held | undefined): TokenFacts => ({
    ...facts,
    ...(held && { gap: gapOf(held, facts, { book, window }) }),
  });
  return book.close({
    ...written,
    duplicates: 0,
    accounts: [{ id: oktaAccount, name: oktaAccount, regions: [] }],
    holes: [],
    principals: [...estate.users.map((user) => person(user, estate)), ...estate.apps.map(app)].sort(
      (left, right) => (left.id < right.id ? -1 : 1),
    ),
    tokens: [
      ...estate.tokens.map((token) =>
        withGap(
          fact(token.id, 'api-token', userId(token.user), 'active', token.createdAt),
          heldBy(rolesOf(token.user.id, estate)),
        ),
      ),
      ...estate.apps.map((one) =>
        withGap(fact(one.clientId, 'oauth-client', appId(one), 'active', one.createdAt), {
          granted: grantedBy(one.scopes),
          since: one.createdAt,
        }),
      ),
      ...sessions.map((id) => fact(id, 'session', id, 'unknown')),
    ],
  });
}

interface Held {
  readonly granted: readonly string[];
  readonly since: number;
}

function person(user: OktaUser, estate: OktaEstate): PrincipalFacts {
  const roles = rolesOf(user.id, estate);
  const isListed = roles.length > 0 || estate.tokens.some((token) => token.user === user);
  return {
    id: userId(user),
    account: oktaAccount,
    kind: 'user',
    name: user.login,
    ...(isListed && { owner: user.login }),
    holds: roles.map(({ role }) => role.label),
    isUnlimited: roles.some(({ role }) => 'type' in role && role.type === 'SUPER_ADMIN'),
  };
}

function app(one: ServiceApp): PrincipalFacts {
  return {
    id: appId(one),
    account: oktaAccount,
    kind: 'app',
    name: one.label,
    holds: one.scopes,
    isUnlimited: false,
  };
}

function fact(id: string, kind: string, principal: string, status: string, createdAt?: number): TokenFacts {
  return {
    id,
    kind,
    principal,
    account: oktaAccount,
    status,
    ...(createdAt !== undefined && { createdAt: isoSeconds(createdAt) }),
  };
}

function rolesOf(id: string, { assignments }: OktaEstate): readonly Assignment[] {
  return assignments.filter(({ holder }) => holder.id === id);
}

/** What roles of the organisation's own give; standard ones Okta describes in words alone. */
function heldBy(roles: readonly Assignment[]): Held | undefined {
  if (roles.length === 0 || roles.some(({ role }) => 'type' in role)) return undefined;
  return {
    granted: grantedBy(roles.flatMap(({ role }) => ('permissions' in role ? role.permissions : []))),
    since: Math.max(...roles.map(({ createdAt }) => createdAt)),
  };
}

function gapOf(
  { granted, since }: Held,
  { id, principal }: TokenFacts,
  { book, window }: { readonly book: OktaSystem['book']; readonly window: TimeWindow },
): TokenGapTruth {
  const triedByAny = triedIn(book.usesOfPrincipal(principal));
  return splitGap(
    granted,
    triedIn(book.usesOfToken(id)),
    (permission) => since <= window.from && isAlwaysRecorded(permission) && !triedByAny.has(permission),
  );
}
