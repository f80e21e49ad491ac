import type { Permission } from '../../../model/permission.ts';
import { catalogueFacts } from '../../catalogue-facts.ts';
import type { TokenGap } from '../../gap.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { daysOf, isoTime, listed, windowOf } from '../wording.ts';

/** Shorter logs say too little of what a token does not do. */
export const gapDaysMin = 30;

/** All rights, and all recorded calls only read. */
export const adminButReads: Rule = {
  id: 'admin-but-reads',
  what: 'A token that may do nearly everything, and all recorded calls of its principal only read.',
  why: 'It needs a handful of permissions to look, and can destroy everything.',
  severities: [{ severity: 'high', when: 'always' }],
  yieldsTo: ['unused-token', 'never-used', 'unused-role', 'rotated-not-revoked', 'revoked-but-knocking'],
  find: ofTokens((gap, { span }) => {
    if (daysOf(span) < gapDaysMin || !hasFullAccess(gap) || gap.used.isEmpty) return undefined;
    const { permissions } = catalogueFacts(gap.token.provider);
    const needed = gap.used.union(gap.usedNotGranted).union(gap.doubts.siblings);
    const used = permissions.filter((permission) => needed.has(permission.id));
    const writes = permissions.filter(
      (permission) => changesThings(permission) && gap.granted.has(permission.id),
    );
    const hidden = writes.filter((permission) => gap.unknown.has(permission.id)).length;
    if (gap.score === undefined || used.some(changesThings) || hidden * 2 > writes.length) return undefined;
    const names = used.map((permission) => permission.name);
    const doubt =
      hidden > 0 ? `, after a look at the ${hidden} that change things without a record here` : '';
    return {
      severity: 'high',
      reasons: [`it may change ${writes.length.toLocaleString('en-US')} things and changes none`],
      title: `may do everything, and all its recorded calls only read: ${listed(names)}`,
      evidence: {
        window: windowOf(span),
        granted: gap.granted.size,
        used: names,
        calls: gap.calls,
        lastUsed: isoTime(gap.lastSeen),
        principal: gap.token.principalId,
        /** Permissions to change things whose use cannot be told from the logs held. */
        unknownWrites: hidden,
      },
      fix: {
        summary: `grant these ${names.length} permissions instead of everything${doubt}`,
        notes: policyNotes(gap),
      },
      breaks:
        hidden > 0
          ? [`${hidden} permissions that change things leave no record: one of them may be in use`]
          : [],
    };
  }),
};

/** Whether it holds nearly all that there is to hold; the root of an account cannot hold less. */
export function hasFullAccess({ token, granted }: TokenGap): boolean {
  if (token.principalKind === 'root') return false;
  return catalogueFacts(token.provider).isNearlyAll(granted);
}

/** Whether using it leaves something changed. */
export function changesThings({ level }: Permission): boolean {
  return level !== 'list' && level !== 'read';
}

/** Where the policy is written that is enough. */
export function policyNotes({ token }: TokenGap): readonly string[] {
  return [
    `\`policy ${token.id}\` writes the policy that is enough, with its commands and the proof that it is`,
  ];
}
