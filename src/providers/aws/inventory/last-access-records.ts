import type { LastAccessRecord } from '../../../model/inventory.ts';
import { accountOf, parseArn } from './arn.ts';
import type { ReadContext } from './document.ts';
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
  observedAt: (account: string) => number,
  context: ReadContext,
): readonly LastAccessRecord[] {
  if (facts.lastAccess.length === 0) return [];
  const spelled = new SpelledIds(identities.all.filter((one) => one.kind !== 'group').map((one) => one.arn));
  const records = new Map<string, LastAccessRecord>();
  for (const report of reportsOf(facts)) {
    const subject = subjectOf(report, spelled, context);
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
  spelled: SpelledIds,
  context: ReadContext,
): string | undefined {
  const [first] = report;
  if (first === undefined) return undefined;
  const { labels, path, place } = first.origin;
  const named = labels
    .map((label) => (isPrincipalArn(label) ? label : spelled.find(label)))
    .find((label) => label !== undefined);
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

function isPrincipalArn(label: string): boolean {
  const arn = parseArn(label);
  return arn?.service === 'iam' && /^(?:user|role)\//.test(arn.resource);
}
