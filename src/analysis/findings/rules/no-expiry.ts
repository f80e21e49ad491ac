import { retirementOf } from '../retirement.ts';
import type { Rule } from '../rule.ts';
import { isoTime } from '../wording.ts';

/** A token without an end, of a kind that can have one. */
export const noExpiry: Rule = {
  id: 'no-expiry',
  what: 'A good token that never ends by itself, of a kind of which others do.',
  why: 'A token that ends by itself cannot be forgotten.',
  severities: [{ severity: 'low', when: 'always' }],
  yieldsTo: ['never-rotated', 'unused-token', 'never-used', 'rotated-not-revoked', 'revoked-but-knocking'],
  *find({ fleet }) {
    const kindOf = (provider: string, kind: string): string => `${provider} ${kind}`;
    const ending = new Set(
      fleet.tokens
        .filter(({ token }) => token.expiresAt !== undefined)
        .map(({ token }) => kindOf(token.provider, token.kind)),
    );
    for (const gap of fleet.tokens) {
      const { provider, account, id, kind, status, expiresAt, createdAt, principalId } = gap.token;
      if (status !== 'active' || expiresAt !== undefined || !ending.has(kindOf(provider, kind))) continue;
      yield {
        severity: 'low',
        reasons: [`other tokens of the kind ${kind} have an end`],
        provider,
        account,
        subject: id,
        subjectKind: 'token',
        title: `this ${kind} never ends by itself`,
        evidence: { createdAt: isoTime(createdAt), lastUsed: isoTime(gap.lastSeen), principal: principalId },
        fix: retirementOf(gap, 'make one with an end, move its users over, then switch this one off'),
        breaks: gap.calls > gap.turnedAway ? ['everything that still calls with it'] : [],
      };
    }
  },
};
