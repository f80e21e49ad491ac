import { toEpoch } from '../../shared/text/epoch.ts';
import type { AccountFinder } from './accounts.ts';
import { accountOf, arnName, isAccountId, parseArn } from './arn.ts';
import type { ReadContext } from './document.ts';
import { type Detail, detail, type Facts, type IdentityFact } from './facts.ts';

/** A user, role, group or account root, joined from everything that was exported of it. */
export interface Identity extends Omit<IdentityFact, 'kind' | 'tags' | 'origin'> {
  readonly kind: IdentityFact['kind'] | 'root';
  readonly account: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
}

/** The identities of an inventory, findable by ARN and by name. */
export class Identities {
  readonly all: readonly Identity[];
  readonly #byArn: ReadonlyMap<string, Identity>;
  readonly #byName = new Map<string, Identity>();

  constructor(identities: readonly Identity[]) {
    this.all = identities;
    this.#byArn = new Map(identities.map((identity) => [identity.arn, identity]));
    for (const identity of identities) {
      const key = nameKey(identity.kind, identity.account, identity.name);
      const known = this.#byName.get(key);
      // Two ARNs may claim one name in doctored exports; the one that ends with the name is the likelier.
      if (known === undefined || arnName(known.arn) !== known.name) this.#byName.set(key, identity);
    }
  }

  byArn(arn: string): Identity | undefined {
    return this.#byArn.get(arn);
  }

  byName(kind: Identity['kind'], account: string, name: string): Identity | undefined {
    return this.#byName.get(nameKey(kind, account, name));
  }
}

/** Joins what several documents say of each identity, and adds those that only key lists and reports name. */
export function joinIdentities(facts: Facts, accounts: AccountFinder, context: ReadContext): Identities {
  const groups = new Map<string, { account: string; facts: IdentityFact[] }>();
  const take = (account: string, fact: IdentityFact): void => {
    const group = groups.get(fact.arn);
    if (group === undefined) groups.set(fact.arn, { account, facts: [fact] });
    else group.facts.push(fact);
  };
  for (const fact of facts.identities) {
    const account = accountOf(fact.arn) ?? accounts.find(fact);
    if (account !== undefined) take(account, fact);
    else context.remarks.problems.add(fact.origin.path, `nothing says which account \`${fact.arn}\` is in`);
  }
  for (const fact of reportIdentities(facts)) take(accountOf(fact.arn) ?? '', fact);
  const joined = [...groups.values()].map((group) => join(group.account, group.facts));
  const known = new Identities(sorted(joined));
  const named = namedOnly(facts, accounts, known);
  return named.length === 0 ? known : new Identities(sorted([...known.all, ...named]));
}

function sorted(identities: readonly Identity[]): readonly Identity[] {
  return [...identities].sort((a, b) => (a.arn < b.arn ? -1 : a.arn > b.arn ? 1 : 0));
}

/** The fullest and newest statement gives what access rests on; other fields come from whoever has them. */
function join(account: string, facts: readonly IdentityFact[]): Identity {
  const order = [...facts].sort(
    (a, b) =>
      b.detail - a.detail ||
      b.origin.takenAt - a.origin.takenAt ||
      (a.origin.path + a.origin.place < b.origin.path + b.origin.place ? -1 : 1),
  );
  const [best] = order;
  if (best === undefined) throw new Error('an identity has at least one fact');
  const first = <T>(pick: (fact: IdentityFact) => T | undefined): T | undefined => {
    const fact = order.find((candidate) => pick(candidate) !== undefined);
    return fact === undefined ? undefined : pick(fact);
  };
  const latest = (pick: (fact: IdentityFact) => number | undefined): number | undefined => {
    const times = facts.map(pick).filter((time) => time !== undefined);
    return times.length === 0 ? undefined : Math.max(...times);
  };
  return {
    kind: parseArn(best.arn)?.resource === 'root' ? 'root' : best.kind,
    account,
    arn: best.arn,
    name: best.name,
    detail: best.detail,
    createdAt: first((fact) => fact.createdAt),
    lastUsedAt: latest((fact) => fact.lastUsedAt),
    isNeverUsed: facts.some((fact) => fact.isNeverUsed),
    passwordLastUsedAt: latest((fact) => fact.passwordLastUsedAt),
    tags: first((fact) => fact.tags) ?? {},
    trustPolicy: first((fact) => fact.trustPolicy),
    instanceProfileArns: first((fact) => nonEmpty(fact.instanceProfileArns)) ?? [],
    boundaryArn: first((fact) => fact.boundaryArn),
    groupNames: best.groupNames,
    managedArns: best.managedArns,
    inlinePolicies: best.inlinePolicies,
    isDamaged: best.isDamaged,
    paths: [...new Set(facts.map((fact) => fact.origin.path))].sort(),
  };
}

function nonEmpty(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** The credential report has a row for each user and for the account root. */
function reportIdentities(facts: Facts): readonly IdentityFact[] {
  return facts.reportRows.flatMap(({ arn, row, origin }) => {
    if (accountOf(arn) === undefined) return [];
    const isRoot = parseArn(arn)?.resource === 'root';
    const name = isRoot ? 'root' : (row.get('user') ?? arnName(arn));
    const createdAt = toEpoch(row.get('user_creation_time'));
    return [{ ...bareIdentity(arn, name, detail.listed), origin, createdAt }];
  });
}

/** Users that only a key list names; a user's path cannot be told from it and is taken to be `/`. */
function namedOnly(facts: Facts, accounts: AccountFinder, known: Identities): readonly Identity[] {
  const named = new Map<string, Identity>();
  const claims = [
    ...facts.credentials.map((fact) => ({ fact, keyId: fact.id })),
    ...facts.loginProfiles.map((fact) => ({ fact, keyId: undefined })),
  ];
  for (const { fact, keyId } of claims) {
    const { userName, origin } = fact;
    const account = accounts.find({ origin, userName, keyId });
    if (account === undefined || !isAccountId(account)) continue;
    if (known.byName('user', account, userName) !== undefined) continue;
    const arn = `arn:${accounts.partitionOf(account)}:iam::${account}:user/${userName}`;
    const paths = new Set([...(named.get(arn)?.paths ?? []), origin.path]);
    named.set(arn, {
      ...bareIdentity(arn, userName, detail.listed),
      account,
      tags: {},
      paths: [...paths].sort(),
    });
  }
  return [...named.values()].filter((identity) => known.byArn(identity.arn) === undefined);
}

function bareIdentity(arn: string, name: string, level: Detail): Omit<IdentityFact, 'origin'> {
  return {
    kind: 'user',
    detail: level,
    arn,
    name,
    createdAt: undefined,
    lastUsedAt: undefined,
    isNeverUsed: false,
    passwordLastUsedAt: undefined,
    tags: undefined,
    trustPolicy: undefined,
    instanceProfileArns: [],
    boundaryArn: undefined,
    groupNames: [],
    managedArns: [],
    inlinePolicies: [],
    isDamaged: false,
  };
}

function nameKey(kind: string, account: string, name: string): string {
  return `${kind}\n${account}\n${name}`;
}
