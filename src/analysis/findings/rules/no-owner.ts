import { groupBy } from '../../../model/group-by.ts';
import { findProvider } from '../../../providers/register.ts';
import type { TokenGap } from '../../gap.ts';
import { isMachineAddress, ownerOf } from '../person-names.ts';
import { reachOf } from '../reach.ts';
import { retirementOf } from '../retirement.ts';
import type { Draft, Rule } from '../rule.ts';
import { counted, listed } from '../wording.ts';

/** Where most principals lack an owner, the cause is the practice of the account. */
const practiceShare = 0.5;
const practiceMin = 10;

/** Principals that nobody answers for. */
export const noOwner: Rule = {
  id: 'no-owner',
  what: 'A principal with a good token, for which neither a tag nor a name says who answers, or only that a machine does; an account where that is so for most.',
  why: 'Nobody can say whether it is needed, and nobody is called when it is stolen.',
  severities: [
    { severity: 'medium', when: 'its gap is wide (68 or more)' },
    { severity: 'low', when: 'otherwise' },
  ],
  yieldsTo: ['unused-token', 'never-used', 'unused-role', 'rotated-not-revoked', 'revoked-but-knocking'],
  *find({ fleet }) {
    const owned = fleet.tokens.filter(isAnswerable);
    for (const tokens of groupBy(owned, ({ token }) => `${token.provider}\n${token.account}`).values()) {
      const principals = [...groupBy(tokens, ({ token }) => token.principalId).values()];
      const orphans = principals.filter((group) => group.every((gap) => !hasOwner(gap)));
      if (orphans.length >= practiceMin && orphans.length > practiceShare * principals.length) {
        yield ofAccount(orphans, principals.length);
      } else {
        for (const group of orphans) yield ofPrincipal(group);
      }
    }
  },
};

/** The root of an account, and what its provider manages, belong to nobody in particular. */
function isAnswerable(gap: TokenGap): boolean {
  const { token, grants } = gap;
  if (token.status !== 'active' || grants === undefined || grants.kind === 'root') return false;
  const principal = { id: token.principalId, kind: token.principalKind };
  if (findProvider(token.provider).isOwnerless?.(principal)) return false;
  const { commands = [], revoke = [] } = retirementOf(gap, '');
  return commands.length + revoke.length > 0;
}

/** A machine that is registered as a person of its own does not answer for itself. */
function hasOwner(gap: TokenGap): boolean {
  const owner = ownerOf(gap);
  return owner !== '' && !isMachineAddress(owner);
}

function ofPrincipal(group: readonly TokenGap[]): Draft {
  const [gap] = group;
  if (!gap) throw new Error('a principal has a token');
  const { isWide, text } = reachOf(gap);
  return {
    severity: isWide ? 'medium' : 'low',
    reasons: [text],
    provider: gap.token.provider,
    account: gap.token.account,
    subject: gap.token.principalId,
    subjectKind: 'principal',
    title: 'nobody answers for it',
    evidence: {
      tokens: group.map(({ token }) => token.id),
      calls: group.reduce((sum, { calls }) => sum + calls, 0),
    },
    fix: { summary: 'find out who uses it, and tag it with an owner' },
    breaks: [],
  };
}

function ofAccount(orphans: readonly (readonly TokenGap[])[], all: number): Draft {
  const names = orphans.flatMap(([gap]) => (gap ? [gap.token.principalId] : []));
  const [first] = orphans.flat();
  if (!first) throw new Error('an account has a token');
  return {
    severity: orphans.flat().some((gap) => reachOf(gap).isWide) ? 'medium' : 'low',
    reasons: ['the widest gap among them decides'],
    provider: first.token.provider,
    account: first.token.account,
    subject: first.token.account,
    subjectKind: 'account',
    title: `${counted(orphans.length, 'principal')} of ${all} have no owner: ${listed(names, 3)}`,
    evidence: { principals: names },
    fix: { summary: 'agree on a tag that names the owner, and require it' },
    breaks: [],
  };
}
