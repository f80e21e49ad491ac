import { isoSeconds, type TimeWindow } from '../time.ts';
import { splitGap, triedIn } from '../truth/gap.ts';
import type { PrincipalFacts, TokenFacts } from '../truth/provider-book.ts';
import type { FileCounts, ProviderTruth, TokenGapTruth } from '../truth/truth.ts';
import { oauthId, pagesId } from './callers.ts';
import type { SalesforceEstate } from './estate.ts';
import type { OauthToken, SalesforceUser } from './holders.ts';
import { organisationId } from './organisation.ts';
import { grantedBy, hiddenBehind, isAlwaysRecorded } from './permissions.ts';
import type { SalesforceSystem } from './salesforce-system.ts';

/** Closes the book on Salesforce: joins what the log should say with what the inventory says. */
export function closeSalesforceBook(
  { estate, book }: SalesforceSystem,
  window: TimeWindow,
  written: { readonly files: FileCounts; readonly total: number },
): ProviderTruth {
  const seen = new Set(book.seenTokens());
  const inPages = estate.users.filter((user) => seen.has(pagesId(user)));
  const tokens = [
    ...estate.tokens.map((token) => [oauthToken(token), token.user] as const),
    ...inPages.map((user) => [pages(user), user] as const),
  ];
  return book.close({
    ...written,
    duplicates: 0,
    accounts: [{ id: organisationId, name: organisationId, regions: [] }],
    holes: [],
    principals: estate.users
      .map((user) => facts(user, estate))
      .sort((left, right) => (left.id < right.id ? -1 : 1)),
    tokens: tokens.map(([token, user]) => ({
      ...token,
      gap: gapOf(user, token.id, { estate, book, window, isInPages: inPages.includes(user) }),
    })),
  });
}

function facts(user: SalesforceUser, estate: SalesforceEstate): PrincipalFacts {
  return {
    id: user.id,
    account: organisationId,
    kind: 'user',
    name: user.username,
    ...(!user.isIntegration && { owner: user.username }),
    holds: estate.givenTo(user).map(({ name }) => name),
    isUnlimited: false,
  };
}

function oauthToken(token: OauthToken): TokenFacts {
  return {
    id: oauthId(token),
    kind: 'oauth-token',
    principal: token.user.id,
    account: organisationId,
    status: 'active',
    createdAt: isoSeconds(token.createdAt),
  };
}

function pages(user: SalesforceUser): TokenFacts {
  return {
    id: pagesId(user),
    kind: 'session',
    principal: user.id,
    account: organisationId,
    status: 'unknown',
  };
}

interface GapParts {
  readonly estate: SalesforceEstate;
  readonly book: SalesforceSystem['book'];
  readonly window: TimeWindow;
  readonly isInPages: boolean;
}

/** What must be said of a token's permissions: of who signs in to the pages, nothing is told object by object. */
function gapOf(
  user: SalesforceUser,
  token: string,
  { estate, book, window, isInPages }: GapParts,
): TokenGapTruth {
  const given = estate.givenTo(user);
  const since = Math.max(...given.map(({ createdAt }) => createdAt));
  const triedByAny = triedIn(book.usesOfPrincipal(user.id));
  const hidden = hiddenBehind(triedByAny);
  return splitGap(
    grantedBy(given),
    triedIn(book.usesOfToken(token)),
    (permission) =>
      !isInPages &&
      since <= window.from &&
      isAlwaysRecorded(permission) &&
      !triedByAny.has(permission) &&
      !hidden.has(permission),
  );
}
