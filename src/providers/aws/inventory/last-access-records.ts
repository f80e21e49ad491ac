import type { LastAccessRecord } from '../../../model/inventory.ts';
import type { AccountFinder } from './accounts.ts';
import { accountOf, parseArn } from './arn.ts';
import type { Origin, ReadContext } from './document.ts';
import type { Facts, LastAccessFact } from './facts.ts';
import type { Identities } from './identities.ts';
import { SpelledIds } from './labels.ts';

/**
 * The provider's own last-access records. A report does not say whose it is: a label has to. Without one, the
 * uses in it are still facts about the entities it names, but nothing can be said about what was not used.
 */
export function lastAccessRecords(
  facts: Facts,
  identities: Identities,
  accounts: AccountFinder,
  observedAt: (account: string) => number,
  context: ReadContext,
): readonly LastAccessRecord[] {
  if (facts.lastAccess.length === 0) return [];
  const subjects = new SubjectFinder(identities, accounts);
  const records = new Map<string, LastAccessRecord>();
  for (const report of reportsOf(facts)) {
    const subject = subjectOf(report, subjects, context);
    for (const fact of report) {
      const principalId = subject ?? (fact.triedAt === undefined ? undefined : fact.entity);
      const account = principalId === undefined ? undefined : accountOf(principalId);
      if (principalId === undefined || account === undefined) continue;
      const { service, permission, triedAt } = fact;
      const key = `${principalId}\n${permission ?? service}`;
      const latest = Math.max(triedAt ?? -1, records.get(key)?.triedAt ?? -1);
      records.set(key, {
        account,
        observedAt: observedAt(account),
        principalId,
        service,
        ...(permission === undefined ? {} : { permission }),
        ...(latest < 0 ? {} : { triedAt: latest }),
      });
    }
  }
  return [...records].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
}

function reportsOf(facts: Facts): Iterable<readonly LastAccessFact[]> {
  const reports = new Map<LastAccessFact['origin'], LastAccessFact[]>();
  for (const fact of facts.lastAccess) {
    const report = reports.get(fact.origin);
    if (report === undefined) reports.set(fact.origin, [fact]);
    else report.push(fact);
  }
  return reports.values();
}

function subjectOf(
  report: readonly LastAccessFact[],
  subjects: SubjectFinder,
  context: ReadContext,
): string | undefined {
  const [first] = report;
  if (first === undefined) return undefined;
  const { path, place } = first.origin;
  const named = subjects.find(first.origin);
  const others = report.filter((fact) => fact.entity !== undefined && fact.entity !== named);
  if (named !== undefined && others.length === 0) return named;
  if (named !== undefined) {
    context.remarks.problems.add(
      path,
      `${place}: labelled \`${named}\`, but it tells of uses by others; only its uses were read`,
    );
  } else if (others.some((fact) => fact.triedAt !== undefined)) {
    context.remarks.notes.add(
      path,
      `${place}: nothing says whose report this is; only its uses were read. Put the ARN into the file name`,
    );
  } else {
    context.remarks.problems.add(
      path,
      `${place}: nothing says whose report this is; put the ARN into the file name`,
    );
  }
  return undefined;
}

/** Finds whom the labels of a report name: by ARN, by an ARN spelled for a file name, or as `role-NAME`. */
class SubjectFinder {
  readonly #identities: Identities;
  readonly #accounts: AccountFinder;
  readonly #spelled: SpelledIds;

  constructor(identities: Identities, accounts: AccountFinder) {
    this.#identities = identities;
    this.#accounts = accounts;
    const principals = identities.all.filter((identity) => identity.kind !== 'group');
    this.#spelled = new SpelledIds(principals.map((identity) => identity.arn));
  }

  find(origin: Origin): string | undefined {
    for (const label of origin.labels) {
      const found = isPrincipalArn(label)
        ? label
        : (this.#spelled.find(label) ?? this.#byName(label, origin));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #byName(label: string, origin: Origin): string | undefined {
    const [, kind, name] = /^(user|role)[-_.](.+)$/.exec(label) ?? [];
    const account = name === undefined ? undefined : this.#accounts.find({ origin });
    if (account === undefined || name === undefined) return undefined;
    return this.#identities.byName(kind === 'user' ? 'user' : 'role', account, name)?.arn;
  }
}

function isPrincipalArn(label: string): boolean {
  const arn = parseArn(label);
  return arn?.service === 'iam' && /^(?:user|role)\//.test(arn.resource);
}
