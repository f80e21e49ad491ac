import { z } from 'zod';
import { levels } from './permission.ts';
import { windowShape } from './report.ts';

const count = z.int().nonnegative();
const score = z.int().min(0).max(100).nullable();

export const scoreRowShape = z.object({
  kind: z.enum(['fleet', 'provider', 'team', 'principal', 'token']),
  /** Empty for the fleet, and for the team of what nobody owns. */
  id: z.string(),
  name: z.string(),
  /** Of several holders the mean; null where none has a score. */
  score,
  /** The worst score of a holder in it. */
  worst: score,
  /** What the provider’s own permissions leave at best: apart from the score, and nothing the owner can close. */
  floor: score,
  tokens: count,
  /** Who holds grants: a principal with all its tokens, or a token with grants of its own. */
  holders: count,
  /** Holders by score: 0–33, 34–67, 68–100, and without one. */
  buckets: z.object({ narrow: count, medium: count, wide: count, none: count }),
  granted: count,
  used: count,
  unused: count,
  /** Counts neither for nor against. */
  unknown: count,
});
export type ScoreRow = z.infer<typeof scoreRowShape>;

export const scoreShape = z.object({
  schema: z.literal('scopelight.score/1'),
  window: windowShape,
  /** What was asked about. */
  subject: scoreRowShape,
  /** Parts of the subject, the worst first. */
  providers: z.array(scoreRowShape),
  teams: z.array(scoreRowShape),
  principals: z.array(scoreRowShape),
  tokens: z.array(scoreRowShape),
  /** What the score of one token or principal is made of; empty for more. */
  weights: z.array(
    z.object({
      level: z.enum(levels),
      /** Whether it reaches everything, or only some resources or only under conditions. */
      reach: z.enum(['everything', 'limited']),
      /** Of one permission. */
      weight: z.number(),
      used: count,
      unused: count,
      unknown: count,
    }),
  ),
  /** The same score week by week, each judged over the four weeks before its end; the latest last. */
  trend: z.array(z.object({ window: windowShape, score, worst: score, floor: score, wide: count })),
});
export type ScoreAnswer = z.infer<typeof scoreShape>;
