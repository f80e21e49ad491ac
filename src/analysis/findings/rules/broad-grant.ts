import { catalogueFacts } from '../../catalogue-facts.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { counted, daysOf, isoTime, windowOf } from '../wording.ts';
import { gapDaysMin, hasFullAccess, policyNotes } from './admin-but-reads.ts';

/** All rights, for a work that needs few of them. */
export const broadGrant: Rule = {
  id: 'broad-grant',
  what: 'A token in use that may do nearly everything, and does little of it.',
  why: 'Whoever gets hold of it has the whole account.',
  severities: [
    { severity: 'high', when: 'it is a long-lived secret' },
    { severity: 'medium', when: 'it is a short-lived session' },
    { severity: 'low', when: 'it changes access itself, as administrators do' },
  ],
  yieldsTo: [
    'admin-but-reads',
    'unused-token',
    'never-used',
    'unused-role',
    'rotated-not-revoked',
    'revoked-but-knocking',
  ],
  find: ofTokens((gap, { span, dormancy }) => {
    if (daysOf(span) < gapDaysMin || !hasFullAccess(gap) || gap.used.isEmpty) return undefined;
    // Of many sessions no list says whether they are good; that they are used does.
    if (dormancy.get(gap)?.verdict !== 'in-use') return undefined;
    const access = catalogueFacts(gap.token.provider)
      .permissions.filter(({ id, level }) => level === 'permissions' && gap.used.has(id))
      .map(({ name }) => name);
    const isSession = gap.token.kind === 'session';
    const isAdministrator = access.length > 0;
    return {
      severity: isAdministrator ? 'low' : isSession ? 'medium' : 'high',
      reasons: [
        isAdministrator
          ? `it changes access: ${access.slice(0, 3).join(', ')}`
          : isSession
            ? 'its sessions are short-lived'
            : `it is a long-lived ${gap.token.kind}`,
      ],
      title: `may do nearly everything, and used ${counted(gap.used.size, 'permission')} of ${gap.granted.size.toLocaleString('en-US')}`,
      evidence: {
        window: windowOf(span),
        granted: gap.granted.size,
        used: gap.used.size,
        unused: gap.unusedCount,
        unknown: gap.unknownCount,
        calls: gap.calls,
        lastUsed: isoTime(gap.lastSeen),
        principal: gap.token.principalId,
      },
      fix: { summary: 'grant what it uses instead of everything', notes: policyNotes(gap) },
      breaks: [`${counted(gap.unknownCount, 'permission')} of it leave no record here: some may be in use`],
    };
  }),
};
