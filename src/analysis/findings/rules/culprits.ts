import { createHash } from 'node:crypto';
import { groupBy } from '../../../model/group-by.ts';
import type { JudgedPath } from '../../toxic/judge-holder.ts';
import type { Draft, FleetFacts } from '../rule.ts';
import { daysOf } from '../wording.ts';
import { gapDaysMin } from './admin-but-reads.ts';
import type { Culprit } from './cut-fix.ts';

/** From so many holders on, the same paths in one account have one cause: a policy that was copied. */
const copiedMin = 3;
const idle: ReadonlySet<string> = new Set(['dormant', 'never-used', 'taken-over', 'retired', 'zombie']);

/** Gathers holders in use by the paths of theirs that a rule is about; a copied policy is one group, anybody else his own. */
export function culpritsOf(
  { holders, dormancy, span }: FleetFacts,
  isMeant: (path: JudgedPath) => boolean,
): readonly (readonly Culprit[])[] {
  if (daysOf(span) < gapDaysMin) return [];
  const culprits = holders.flatMap((judged): Culprit[] => {
    const { tokens, kind } = judged.facts;
    const isIdle = tokens.every((gap) => idle.has(dormancy.get(gap)?.verdict ?? ''));
    const paths = judged.paths.filter((path) => !path.isLimited && isMeant(path));
    const isGood = tokens.some(({ token }) => token.status === 'active');
    return paths.length === 0 || isIdle || !isGood || kind === 'root' ? [] : [{ judged, paths }];
  });
  return [...groupBy(culprits, groupOf).values()].flatMap((group) =>
    group.length >= copiedMin ? [group] : group.map((one) => [one]),
  );
}

/** Whom a finding on a group is about: one principal, or an account and what is copied in it. */
export function subjectOf(
  group: readonly Culprit[],
): Pick<Draft, 'provider' | 'account' | 'subject' | 'subjectKind'> {
  const [first] = group;
  if (!first) throw new Error('a group has somebody');
  const { provider, account, principalId } = first.judged.facts;
  if (group.length === 1) return { provider, account, subject: principalId, subjectKind: 'principal' };
  const mark = createHash('sha256').update(waysOf(first)).digest('hex').slice(0, 8);
  return { provider, account, subject: `${account}/${mark}`, subjectKind: 'account' };
}

/** Whether somebody of a group has a secret that does not end with a session. */
export function hasSecret(group: readonly Culprit[]): boolean {
  return group.some(({ judged }) =>
    judged.facts.tokens.some(({ token }) => token.status === 'active' && token.kind !== 'session'),
  );
}

function groupOf(culprit: Culprit): string {
  const { provider, account } = culprit.judged.facts;
  return `${provider}\n${account}\n${hasSecret([culprit])}\n${waysOf(culprit)}`;
}

/** All that the holder has, used or not: what was copied is the same in every copy, what is used is not. */
function waysOf({ judged }: Culprit): string {
  return judged.paths
    .map(({ id, isLimited }) => `${id} ${isLimited}`)
    .sort()
    .join();
}
