import { z } from 'zod';
import { findingShape, severities } from './finding.ts';
import { sourceShape, windowShape } from './report.ts';
import { scoreRowShape } from './score.ts';

const count = z.int().nonnegative();
const time = z.iso.datetime();

export const overviewShape = z.object({
  schema: z.literal('scopelight.overview/1'),
  window: windowShape,
  /** The whole fleet; parts of it below, the worst first. */
  fleet: scoreRowShape,
  providers: z.array(scoreRowShape),
  teams: z.array(scoreRowShape),
  sources: z.array(sourceShape),
  severities: z.array(z.object({ severity: z.enum(severities), findings: count })),
  /** The first of all findings, the worst first; one of a rule before the second of it. */
  findings: z.array(findingShape),
  /** What was last done to tokens, roles and grants, latest first. */
  changes: z.array(
    z.object({
      day: z.string(),
      time,
      change: z.string(),
      subjectKind: z.string(),
      /** One of those changed, and how many there were. */
      subject: z.string(),
      subjects: count,
      object: z.string(),
      actor: z.string(),
    }),
  ),
  /** Changes of the last seven days held. */
  changeCount: count,
  coverage: z.array(
    z.object({
      provider: z.string(),
      account: z.string(),
      hours: count,
      heldHours: count,
      holes: z.array(windowShape),
      /** Kinds of recording of which any record is held. */
      kinds: z.array(z.string()),
      /** Kinds that it is known to record in full. */
      fullKinds: z.array(z.string()),
    }),
  ),
});
export type Overview = z.infer<typeof overviewShape>;

/** One cell of the fleet map for each token, by columns since there are many; the widest gap first. */
export const fleetMapShape = z.object({
  schema: z.literal('scopelight.fleet-map/1'),
  window: windowShape,
  /** All tokens; the map has the first of them where there are too many. */
  total: count,
  id: z.array(z.string()),
  name: z.array(z.string()),
  kind: z.array(z.string()),
  provider: z.array(z.string()),
  owner: z.array(z.string().nullable()),
  granted: z.array(count),
  used: z.array(count),
  unused: z.array(count),
  unknown: z.array(count),
  score: z.array(count.nullable()),
  severity: z.array(z.enum(severities).nullable()),
});
export type FleetMap = z.infer<typeof fleetMapShape>;

/** What moved the gap score of the fleet between two stretches of four weeks. */
export const scoreMovesShape = z.object({
  schema: z.literal('scopelight.score-moves/1'),
  before: windowShape,
  after: windowShape,
  scoreBefore: z.number().nullable(),
  scoreAfter: z.number().nullable(),
  /** By how much each moved the score of the fleet, the largest first; they sum up to the whole. */
  moves: z.array(
    z.object({
      /** `other`: all that is not listed. */
      kind: z.enum(['wider', 'narrower', 'new', 'gone', 'other']),
      id: z.string(),
      name: z.string(),
      points: z.number(),
      holders: count,
      scoreBefore: z.number().nullable(),
      scoreAfter: z.number().nullable(),
    }),
  ),
});
export type ScoreMoves = z.infer<typeof scoreMovesShape>;
