import type { Draft } from '../rule.ts';
import { counted } from '../wording.ts';
import { hasSecret, subjectOf } from './culprits.ts';
import { type Culprit, tellCut } from './cut-fix.ts';

/** Rules whose word on a holder makes it needless to tell what combinations of permissions it has. */
export const graverThanPaths: readonly string[] = [
  'admin-but-reads',
  'broad-grant',
  'unused-token',
  'never-used',
  'unused-role',
  'rotated-not-revoked',
];

/** What a rule says of holders with the same paths, beside what to cut and what that would break. */
export function culpritDraft(
  group: readonly Culprit[],
  said: Pick<Draft, 'severity' | 'reasons' | 'evidence'> & {
    /** The title of one of them, and that of several after how many they are. */
    readonly ofOne: string;
    readonly ofMany: string;
  },
): Draft {
  const { severity, reasons, ofOne, ofMany } = said;
  const { evidence, ...cut } = tellCut(group);
  return {
    severity,
    reasons: [hasSecret(group) ? 'it has a long-lived secret' : 'its sessions are short-lived', ...reasons],
    ...subjectOf(group),
    title: group.length > 1 ? `${counted(group.length, 'principal')} ${ofMany}` : ofOne,
    evidence: { ...said.evidence, ...evidence },
    ...cut,
  };
}
