import { z } from 'zod';

/** The worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

export const findingShape = z.object({
  /** The same for the same rule and subject, in every run and every store. */
  id: z.string(),
  rule: z.string(),
  severity: z.enum(severities),
  /** What made it as severe as it is. */
  reasons: z.array(z.string()),
  provider: z.string(),
  account: z.string(),
  /** Id of a token, a principal or an account. */
  subject: z.string(),
  subjectKind: z.enum(['token', 'principal', 'account', 'role']),
  title: z.string(),
  evidence: z.record(z.string(), z.unknown()),
  fix: z.object({
    summary: z.string(),
    /** Native commands to run first; what they do can be undone. */
    commands: z.array(z.string()),
    /** Undo them. */
    rollback: z.array(z.string()),
    /** Make it final, once nobody missed anything. */
    revoke: z.array(z.string()),
    notes: z.array(z.string()),
  }),
  /** What the fix would break, as far as can be told. */
  breaks: z.array(z.string()),
});
export type Finding = z.infer<typeof findingShape>;

export const findingListShape = z.object({
  schema: z.literal('scopelight.findings/1'),
  window: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
  /** The worst first. */
  findings: z.array(findingShape),
  /** Findings left out because somebody muted them. */
  muted: z.int().nonnegative(),
});

/** Whether a severity is as bad as another, or worse. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least);
}
