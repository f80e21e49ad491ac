import { catalogueFacts } from '../../analysis/catalogue-facts.ts';
import { coverageByAccount } from '../../analysis/coverage.ts';
import { grantsByPrincipal } from '../../analysis/granted.ts';
import { knownTokens } from '../../analysis/known-tokens.ts';
import { recordedSet } from '../../analysis/recorded-set.ts';
import type { Scope } from '../../analysis/scope.ts';
import { knownGrants } from '../../analysis/token-holders.ts';
import { unmappedServices } from '../../analysis/unmapped-calls.ts';
import { accountKey } from '../../model/account-key.ts';
import { groupBy } from '../../model/group-by.ts';
import { isTokenHolder } from '../../model/holder-id.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { Store } from '../../store/store.ts';
import type { Fold } from './folds.ts';
import { type HolderDays, outsiders } from './use-days.ts';

const dayMs = 86_400_000;

/** What was known of one principal when a fold’s training ended, but for its calls. */
export interface HolderFacts {
  /** Undefined where no inventory tells. */
  readonly granted: PermissionSet | undefined;
  /** Of these, what no grant gives that is older than the training. */
  readonly young: PermissionSet;
  /** Of these, what was only granted after the training: nobody could have decided on it. */
  readonly late: PermissionSet;
  readonly recorded: PermissionSet;
  readonly isJudged: boolean;
  readonly isNewcomer: boolean;
  readonly unmappedServices: ReadonlySet<string> | undefined;
}

/** What was known when a fold’s training ended. */
export interface FoldFacts {
  readonly fold: Fold;
  /** How many principals the inventory grants something that a policy could take away, silent ones too. */
  readonly holders: number;
  /** A principal that the inventory grants something, as if it had never called; undefined for others. */
  silent(principalId: string): HolderDays | undefined;
  of(holder: Pick<HolderDays, 'provider' | 'account' | 'principalId' | 'tokens'>): HolderFacts;
}

/**
 * Gathers for each fold what its training would have known: coverage, unmapped operations and the age of grants and tokens as of then.
 * What is granted is taken from the latest inventory, and what the provider itself saw tried is left out: of neither an
 * earlier state is held.
 */
export async function foldFacts(
  store: Store,
  folds: readonly Fold[],
  scope?: Scope,
): Promise<readonly FoldFacts[]> {
  const createdAt = await tokenAges(store, scope);
  const moments = [...new Set(folds.flatMap(({ from, cut }) => [from, cut]))];
  const grants = new Map<number, Grants>();
  for (const moment of moments) {
    const at = moment * dayMs;
    grants.set(moment, await grantsByPrincipal(store, { from: at, to: at }, scope));
  }
  const held = [...(grants.values().next().value?.values() ?? [])].filter(
    ({ granted, kind, principalId }) =>
      !granted.isEmpty && !outsiders.includes(kind) && !isTokenHolder(principalId),
  ).length;
  const facts: FoldFacts[] = [];
  for (const fold of folds) {
    const span = { from: fold.from * dayMs, to: fold.cut * dayMs };
    const [coverage, unmapped] = await Promise.all([
      coverageByAccount(store, span, scope),
      unmappedServices(store, span, scope),
    ]);
    const recorded = sharedSets((provider, account) =>
      recordedSet(catalogueFacts(provider).permissions, coverage.get(accountKey({ provider, account }))),
    );
    facts.push({
      fold,
      holders: held,
      silent(principalId) {
        const mine = grants.get(fold.from)?.get(principalId);
        if (!mine || mine.granted.isEmpty || outsiders.includes(mine.kind) || isTokenHolder(principalId))
          return undefined;
        return { provider: mine.provider, account: mine.account, principalId, tokens: [] };
      },
      of({ provider, account, principalId, tokens }) {
        const mine = knownGrants(provider, grants.get(fold.from)?.get(principalId));
        const home = mine?.account ?? account;
        return {
          granted: mine?.granted,
          young: mine?.young ?? PermissionSet.empty,
          late: grants.get(fold.cut)?.get(principalId)?.young ?? PermissionSet.empty,
          recorded: recorded(provider, home),
          isJudged: coverage.get(accountKey({ provider, account: home }))?.judgedFrom !== undefined,
          isNewcomer: isNewcomer(createdAt.get(principalId), tokens, fold.from),
          unmappedServices: unmapped.get(principalId),
        };
      },
    });
  }
  return facts;
}

type Grants = Awaited<ReturnType<typeof grantsByPrincipal>>;

/** Days on which the listed tokens were made, by principal and token. */
type TokenAges = ReadonlyMap<string, ReadonlyMap<string, number | undefined>>;

async function tokenAges(store: Store, scope: Scope | undefined): Promise<TokenAges> {
  const { listed } = await knownTokens(store, scope);
  const dayOf = (seconds: number | undefined) =>
    seconds === undefined ? undefined : (seconds * 1000) / dayMs;
  return new Map(
    [...groupBy(listed, (token) => token.principalId)].map(([id, tokens]) => [
      id,
      new Map(tokens.map((token) => [token.id, dayOf(token.createdAt)])),
    ]),
  );
}

/** Whether no token is as old as the training, of those listed and of those that called. */
function isNewcomer(
  ages: ReadonlyMap<string, number | undefined> | undefined,
  callers: HolderDays['tokens'],
  from: number,
): boolean {
  if (!ages || callers.some(({ id }) => id !== '' && !ages.has(id))) return false;
  return [...ages.values()].every((day) => day !== undefined && day >= from);
}

/** Works a set out once for each account, and gives accounts with equal sets the same object. */
function sharedSets(
  build: (provider: string, account: string) => PermissionSet,
): (provider: string, account: string) => PermissionSet {
  const known = new Map<string, PermissionSet>();
  return (provider, account) => {
    const key = `${provider}\n${account}`;
    const found = known.get(key);
    if (found) return found;
    const made = build(provider, account);
    const shared = [...known.values()].find((set) => set.equals(made)) ?? made;
    known.set(key, shared);
    return shared;
  };
}
