import { isoSeconds, type TimeWindow } from '../time.ts';
import { splitGap, triedIn } from '../truth/gap.ts';
import type { PrincipalFacts, TokenFacts } from '../truth/provider-book.ts';
import type { FileCounts, ProviderTruth, TokenGapTruth } from '../truth/truth.ts';
import { isAlwaysRecorded } from './audit-policy.ts';
import { accountId, secretsId } from './callers.ts';
import { clusterAccount } from './cluster.ts';
import { type KubernetesEstate, subjectName } from './estate.ts';
import type { Binding, ServiceAccount } from './holders.ts';
import type { KubernetesSystem } from './kubernetes-system.ts';
import { permissionOf } from './request.ts';

/** Closes the book on the cluster: joins what the log should say with what the inventory says. */
export function closeKubernetesBook(
  { estate, book }: KubernetesSystem,
  window: TimeWindow,
  written: { readonly files: FileCounts; readonly total: number },
): ProviderTruth {
  const listed = estate.accounts.map(accountId);
  const bound = estate.bindings.flatMap(({ subjects }) =>
    subjects.flatMap((subject) => (subject.kind === 'User' ? [subject.name] : [])),
  );
  const callers = book.seenPrincipals();
  const others = [...new Set([...bound, ...callers])].filter((id) => !listed.includes(id));
  const tokens = [
    ...estate.accounts.map(sessionToken),
    ...keepers(estate).map((account) => secretToken(account, estate)),
    ...unlisted(estate, book.seenTokens(), callers),
  ];
  return book.close({
    ...written,
    duplicates: 0,
    accounts: [{ id: clusterAccount, name: clusterAccount, regions: [] }],
    holes: [],
    principals: [
      ...estate.accounts.map((one) => accountFacts(one, estate)),
      ...others.map((id) => otherFacts(id, estate)),
    ].sort((left, right) => (left.id < right.id ? -1 : 1)),
    tokens: tokens.map((token) => {
      const account = estate.accounts.find((one) => accountId(one) === token.principal);
      const gap = account && gapOf(account, token.id, { estate, book, window });
      return gap === undefined ? token : { ...token, gap };
    }),
  });
}

function accountFacts(account: ServiceAccount, estate: KubernetesEstate): PrincipalFacts {
  const id = accountId(account);
  return {
    id,
    account: clusterAccount,
    kind: 'service account',
    name: `${account.namespace}/${account.name}`,
    ...ownerOf(account),
    ...holdingsOf(id, estate),
  };
}

function otherFacts(id: string, estate: KubernetesEstate): PrincipalFacts {
  const node = id.startsWith('system:node:');
  const kind = node ? 'node' : id.startsWith('system:') ? 'component' : 'user';
  const name = node ? id.slice('system:node:'.length) : id;
  return { id, account: clusterAccount, kind, name, ...holdingsOf(id, estate) };
}

function ownerOf({ owner, team }: ServiceAccount): { readonly owner?: string; readonly team?: string } {
  return {
    ...(owner !== undefined && { owner: owner.email }),
    ...(team !== undefined && { team }),
  };
}

function bindingsOf(id: string, { bindings }: KubernetesEstate): readonly Binding[] {
  return bindings.filter(({ subjects }) => subjects.some((subject) => subjectName(subject) === id));
}

function holdingsOf(id: string, estate: KubernetesEstate): Pick<PrincipalFacts, 'holds' | 'isUnlimited'> {
  const own = bindingsOf(id, estate);
  return {
    holds: own.map(({ role }) => role.name),
    isUnlimited: own.some(({ role, namespace }) => role === estate.administrator && namespace === undefined),
  };
}

function sessionToken(account: ServiceAccount): TokenFacts {
  const id = accountId(account);
  return {
    id,
    kind: 'session',
    principal: id,
    account: clusterAccount,
    status: 'active',
    createdAt: isoSeconds(account.createdAt),
  };
}

function keepers({ secrets }: KubernetesEstate): readonly ServiceAccount[] {
  return [...new Set(secrets.map(({ account }) => account))];
}

function secretToken(account: ServiceAccount, { secrets }: KubernetesEstate): TokenFacts {
  const own = secrets.filter((secret) => secret.account === account);
  return {
    id: secretsId(account),
    kind: 'secret-token',
    principal: accountId(account),
    account: clusterAccount,
    status: 'active',
    createdAt: isoSeconds(Math.min(...own.map(({ createdAt }) => createdAt))),
  };
}

/** Tokens that no list tells of: those made by hand, and sessions of whoever is no service account. */
function unlisted(
  estate: KubernetesEstate,
  seen: readonly string[],
  callers: readonly string[],
): readonly TokenFacts[] {
  const listed = new Set([...estate.accounts.map(accountId), ...keepers(estate).map(secretsId)]);
  return seen
    .filter((id) => !listed.has(id))
    .map((id) => {
      const isSession = callers.includes(id);
      return {
        id,
        kind: isSession ? 'session' : 'service-account-token',
        principal: isSession ? id : (estate.holderOf(id) ?? ''),
        account: clusterAccount,
        // That a token was made by hand, the log tells.
        status: isSession ? 'unknown' : 'active',
      };
    });
}

interface GapParts {
  readonly estate: KubernetesEstate;
  readonly book: KubernetesSystem['book'];
  readonly window: TimeWindow;
}

/** What must be said of a token's permissions; not where a wildcard gives what the simulation does not name. */
function gapOf(
  account: ServiceAccount,
  token: string,
  { estate, book, window }: GapParts,
): TokenGapTruth | undefined {
  const id = accountId(account);
  const everybody = bindingsOf('system:authenticated', estate);
  const held = new Map<string, number>();
  for (const { role, createdAt } of [...everybody, ...bindingsOf(id, estate)]) {
    const since = Math.max(account.createdAt, role.createdAt, createdAt);
    for (const { verbs, targets, paths } of role.rules) {
      if (verbs.includes('*')) return undefined;
      for (const target of paths ?? targets)
        for (const verb of verbs) {
          const permission = permissionOf({ verb, target });
          held.set(permission, Math.min(since, held.get(permission) ?? since));
        }
    }
  }
  const tried = triedIn(book.usesOfToken(token));
  // Another token of the same account may be the one that needs it.
  const triedByAny = triedIn(book.usesOfPrincipal(id));
  return splitGap(
    [...held.keys()].sort(),
    tried,
    (permission) =>
      (held.get(permission) ?? 0) <= window.from &&
      isAlwaysRecorded(permission) &&
      !triedByAny.has(permission),
  );
}
