import { z } from 'zod';
import { severities } from './finding.ts';
import { windowShape } from './report.ts';

const count = z.int().nonnegative();

export const checkRules = [
  'new-power',
  'all-power',
  'open-door',
  'way-in',
  'lost-denial',
  'less-asked',
  'escalation',
  'toxic-combination',
  'role-clone',
  'no-owner',
  'no-expiry',
  'unused-power',
] as const;
export type CheckRule = (typeof checkRules)[number];

/** What each rule says, in the words of every output. */
export const checkRuleWords: Readonly<Record<CheckRule, string>> = {
  'new-power':
    'A statement gives permissions that were not given before, or on more resources, or under fewer conditions.',
  'all-power': 'A statement gives nearly everything that there is.',
  'open-door':
    'Anybody can come in, or do something with a thing: nobody is named, or whoever signs up with a public system.',
  'way-in': 'Somebody is let in, or may do something with a thing, who could not before.',
  'lost-denial': 'What was denied is denied no more, or in fewer cases.',
  'less-asked': 'An operation of an API is answered for less than before, or for something else.',
  escalation:
    'A way to more access than is given becomes whole: to give itself more, or to become somebody else.',
  'toxic-combination': 'Permissions that are harmless apart come together in one hand.',
  'role-clone': 'Something new gives nearly the same as something that is there already.',
  'no-owner': 'Something new of which neither tags nor name say who answers for it.',
  'no-expiry': 'A credential is made that never ends by itself.',
  'unused-power': 'Permissions are given that nobody used, by the usage data at hand.',
};

/** Where something stands, for whoever wants to go there. */
const place = { path: z.string(), line: z.int().positive() };

export const checkFindingShape = z.object({
  rule: z.enum(checkRules),
  severity: z.enum(severities),
  provider: z.string(),
  /** To whom it is given: `role ci`. */
  subject: z.string(),
  /** One sentence. */
  title: z.string(),
  ...place,
  /** The statement or entry it stands in. */
  where: z.string(),
  /** Permissions it is about, the worst first; some of them. */
  permissions: z.array(z.string()),
  permissionCount: count,
  resources: z.array(z.string()),
  /** Keys and others that gain by it, some of them, and how many; null where no usage data tell. */
  gainers: z.array(z.string()).nullable(),
  gainerCount: count.nullable(),
  /** What to do about it. */
  fix: z.string(),
});
export type CheckFinding = z.infer<typeof checkFindingShape>;

export const gainShape = z.object({
  provider: z.string(),
  subject: z.string(),
  ...place,
  /**
   * `holder`: it is somebody who is given something. `thing`: it is given to others, what counts is what they may do with it.
   * `guard`: it caps what others have, what counts is what it lets through.
   */
  kind: z.enum(['holder', 'thing', 'guard']),
  /** Whether it is not in the base at all. */
  isNew: z.boolean(),
  /**
   * Permissions it did not have, and those that it has on more resources or under fewer conditions; of an API, operations that it
   * answers for less.
   */
  gained: count,
  widened: count,
  lost: count,
  /** Of `gained` and `widened`, by level. */
  levels: z.object({ permissions: count, write: count, tag: count, read: count, list: count }),
});
export type Gain = z.infer<typeof gainShape>;

export const checkShape = z.object({
  schema: z.literal('scopelight.check/1'),
  /** What it is compared with; null when with nothing, and all of it counts as new. */
  base: z.string().nullable(),
  /** The window of the usage data that was asked; null when there was none. */
  window: windowShape.nullable(),
  files: count,
  /** Who gains or loses something, or is new. */
  changes: z.array(gainShape),
  /** The worst first. */
  findings: z.array(checkFindingShape),
  /** What could not be read or is known only once it is applied. */
  unread: z.array(
    z.object({
      ...place,
      reason: z.string(),
      /** Whether the file itself is damaged; otherwise it is sound, and tells less than all. */
      isDamaged: z.boolean(),
    }),
  ),
});
export type CheckAnswer = z.infer<typeof checkShape>;
