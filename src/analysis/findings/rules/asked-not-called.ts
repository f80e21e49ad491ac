import { createHash } from 'node:crypto';
import { groupBy } from '../../../model/group-by.ts';
import { catalogueFacts } from '../../catalogue-facts.ts';
import type { TokenGap } from '../../gap.ts';
import type { Draft, FleetFacts, Rule } from '../rule.ts';
import { counted, daysOf, isoDay, listed, windowOf } from '../wording.ts';
import { changesThings, gapDaysMin, policyNotes } from './admin-but-reads.ts';

/** Less than this share unused is what coarse scopes bring with them. */
const unusedShareMin = 0.5;

/** Access that was asked for when a token was made, and that nothing called for since. */
export const askedNotCalled: Rule = {
  id: 'asked-not-called',
  what: 'A token in use that was made with permissions of its own, such as scopes, of which half or more are known to be unused in 30 days or more, whole services among them; tokens of an account that were made with the same are told once.',
  why: 'What was asked for when it was made was a guess; what it calls for since is known.',
  severities: [
    { severity: 'medium', when: 'something of it changes things' },
    { severity: 'low', when: 'all of it only reads' },
  ],
  yieldsTo: [
    'admin-but-reads',
    'broad-grant',
    'privilege-escalation',
    'toxic-combination',
    'unused-token',
    'never-used',
    'rotated-not-revoked',
  ],
  find: (facts) => {
    const asked = facts.fleet.tokens.flatMap((gap): Asked[] => {
      const services = servicesNeverCalled(gap, facts);
      return services.length === 0 ? [] : [{ gap, services }];
    });
    const sameWay = ({ gap: { token, granted } }: Asked): string =>
      `${token.provider}\n${token.account}\n${token.kind}\n${granted.key()}`;
    return [...groupBy(asked, sameWay).values()].map((group) => draftOf(group, facts));
  },
};

interface Asked {
  readonly gap: TokenGap;
  /** Services of which it called nothing. */
  readonly services: readonly string[];
}

/** Empty where the rule says nothing. */
function servicesNeverCalled(gap: TokenGap, { span, dormancy }: FleetFacts): readonly string[] {
  const { token, holderId, granted, used } = gap;
  const isOwn = holderId !== token.principalId;
  if (!isOwn || token.status !== 'active' || daysOf(span) < gapDaysMin) return [];
  if (used.isEmpty || dormancy.get(gap)?.verdict !== 'in-use') return [];
  if (gap.unusedCount < unusedShareMin * granted.size) return [];
  const { permissions } = catalogueFacts(token.provider);
  const called = new Set(permissions.filter(({ id }) => used.has(id)).map(({ service }) => service));
  const idle = permissions.filter(({ id }) => gap.unused.has(id)).map(({ service }) => service);
  return [...new Set(idle)].filter((service) => !called.has(service)).sort();
}

function draftOf(group: readonly Asked[], { span }: FleetFacts): Draft {
  const [first] = group;
  if (!first) throw new Error('a group has a token');
  const gaps = group.map(({ gap }) => gap);
  const { token, granted } = first.gap;
  const services = first.services.filter((service) => group.every((one) => one.services.includes(service)));
  const unused = gaps.reduce((left, gap) => left.intersect(gap.unused), granted);
  const used = gaps.reduce((all, gap) => all.union(gap.used), first.gap.used);
  const changing = catalogueFacts(token.provider)
    .permissions.filter((permission) => unused.has(permission.id) && changesThings(permission))
    .map(({ name }) => name);
  const made = token.createdAt === undefined ? '' : `on ${isoDay(token.createdAt * 1000)} `;
  const isOne = group.length === 1;
  const mark = createHash('sha256').update(`${token.kind}\n${granted.key()}`).digest('hex').slice(0, 8);
  return {
    severity: changing.length > 0 ? 'medium' : 'low',
    reasons: [
      changing.length > 0
        ? `${isOne ? 'it may change things that it never did' : 'each may change things that none of them did'}: ${listed(changing, 3)}`
        : 'all of it only reads',
    ],
    provider: token.provider,
    account: token.account,
    subject: isOne ? token.id : `${token.account}/${mark}`,
    subjectKind: isOne ? 'token' : 'account',
    title: isOne
      ? `made ${made}with ${counted(granted.size, 'permission')}, of which it called for ${used.size}: nothing of ${listed(services, 4)}`
      : `${counted(group.length, token.kind)} made with the same ${counted(granted.size, 'permission')}, of which they called for ${used.size} together: nothing of ${listed(services, 4)}`,
    evidence: {
      window: windowOf(span),
      tokens: gaps.map((gap) => gap.token.id),
      granted: granted.size,
      used: used.size,
      unused: unused.size,
      services,
      calls: gaps.reduce((sum, { calls }) => sum + calls, 0),
      principals: [...new Set(gaps.map((gap) => gap.token.principalId))],
    },
    fix: isOne
      ? { summary: 'make one with what it calls for, and take this one away', notes: policyNotes(first.gap) }
      : {
          summary:
            'see what asks for so much: ask for what is called for, and let everybody make theirs anew',
        },
    breaks: [
      `${counted(first.gap.unknownCount, 'permission')} of it leave no record here: some may be in use`,
    ],
  };
}
