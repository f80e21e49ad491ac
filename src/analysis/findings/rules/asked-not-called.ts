import { catalogueFacts } from '../../catalogue-facts.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { counted, daysOf, isoDay, listed, windowOf } from '../wording.ts';
import { changesThings, gapDaysMin, policyNotes } from './admin-but-reads.ts';

/** Less than this share unused is what coarse scopes bring with them. */
const unusedShareMin = 0.5;

/** Access that was asked for when a token was made, and that nothing called for since. */
export const askedNotCalled: Rule = {
  id: 'asked-not-called',
  what: 'A token in use that was made with permissions of its own, such as scopes, of which half or more are known to be unused in 30 days or more, whole services among them.',
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
  find: ofTokens((gap, { span, dormancy }) => {
    const { token, holderId, granted, used } = gap;
    const isOwn = holderId !== token.principalId;
    if (!isOwn || token.status !== 'active' || daysOf(span) < gapDaysMin) return undefined;
    if (used.isEmpty || dormancy.get(gap)?.verdict !== 'in-use') return undefined;
    if (gap.unusedCount < unusedShareMin * granted.size) return undefined;
    const unused = catalogueFacts(token.provider).permissions.filter(({ id }) => gap.unused.has(id));
    const called = new Set(
      catalogueFacts(token.provider)
        .permissions.filter(({ id }) => used.has(id))
        .map(({ service }) => service),
    );
    const services = [...new Set(unused.map(({ service }) => service))]
      .filter((name) => !called.has(name))
      .sort();
    if (services.length === 0) return undefined;
    const changing = unused.filter(changesThings);
    const made = token.createdAt === undefined ? '' : `on ${isoDay(token.createdAt * 1000)} `;
    return {
      severity: changing.length > 0 ? 'medium' : 'low',
      reasons: [
        changing.length > 0
          ? `it may change things that it never did: ${listed(
              changing.map(({ name }) => name),
              3,
            )}`
          : 'all of it only reads',
      ],
      title: `made ${made}with ${counted(granted.size, 'permission')}, of which it called for ${used.size}: nothing of ${listed(services, 4)}`,
      evidence: {
        window: windowOf(span),
        granted: granted.size,
        used: used.size,
        unused: gap.unusedCount,
        services,
        calls: gap.calls,
        principal: token.principalId,
      },
      fix: { summary: 'make one with what it calls for, and take this one away', notes: policyNotes(gap) },
      breaks: [`${counted(gap.unknownCount, 'permission')} of it leave no record here: some may be in use`],
    };
  }),
};
