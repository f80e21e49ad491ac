import { reachOf } from '../reach.ts';
import { retirementOf } from '../retirement.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { isoTime } from '../wording.ts';

const yearSeconds = 365 * 86_400;
/** Passwords are no better for being changed, and sessions are short-lived by nature. */
const exempt: ReadonlySet<string> = new Set(['session', 'password']);

/** A secret that is older than a year and does not end by itself. */
export const neverRotated: Rule = {
  id: 'never-rotated',
  what: 'A secret that was made more than a year ago and never ends by itself, unless it is told as unused.',
  why: 'In a year a secret finds its way into backups, laptops and chats; everybody who left still has it.',
  severities: [
    { severity: 'medium', when: 'its gap is wide (68 or more)' },
    { severity: 'low', when: 'otherwise' },
  ],
  yieldsTo: ['unused-token', 'never-used', 'rotated-not-revoked', 'revoked-but-knocking'],
  find: ofTokens((gap, { span }) => {
    const { token } = gap;
    if (token.status !== 'active' || exempt.has(token.kind) || token.createdAt === undefined)
      return undefined;
    const ageSeconds = span.to / 1000 - token.createdAt;
    if (token.expiresAt !== undefined || ageSeconds < yearSeconds) return undefined;
    const years = (ageSeconds / yearSeconds).toFixed(1);
    const { isWide, text } = reachOf(gap);
    return {
      severity: isWide ? 'medium' : 'low',
      reasons: [text],
      title: `the same ${token.kind} for ${years} years`,
      evidence: {
        createdAt: isoTime(token.createdAt),
        ageDays: Math.floor(ageSeconds / 86_400),
        calls: gap.calls,
        lastUsed: isoTime(gap.lastSeen ?? token.lastUsedAt),
        principal: token.principalId,
      },
      fix: retirementOf(
        gap,
        'make a new one, move everything that uses it over, see that it falls silent, and only then switch this one off',
      ),
      breaks: gap.calls > gap.turnedAway ? ['everything that still calls with it'] : [],
    };
  }),
};
