import { z } from 'zod';
import { windowShape } from './report.ts';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
/** UTC day, `2026-09-30`. */
const day = z.iso.date();

const daysToFirstBreak = z.object({ median: count, earliest: count }).nullable().meta({
  description: 'days from the change to the first refused call of a broken token; null where none is broken',
});

const result = {
  precision: share.meta({
    description: 'share of the judged permissions kept that the test days needed; 1 where none was kept',
  }),
  recall: share.meta({
    description:
      'share of the granted permissions that the test days needed that had been kept; 1 where none was needed',
  }),
  brokenTokens: count.meta({
    description: 'tokens with a call in the test days that would have been refused',
  }),
  breaks: count.meta({ description: 'pairs of token and permission that would have been refused' }),
  needed: count.meta({ description: 'permissions needed in the test days, by principal and fold' }),
  neededKept: count,
  judged: count.meta({ description: 'granted permissions that could be judged, by principal and fold' }),
  kept: count.meta({ description: 'of the judged, those kept' }),
  keptNeeded: count.meta({ description: 'of the kept, those needed in the test days' }),
  daysToFirstBreak,
};

const optionalResult = {
  ...result,
  precision: result.precision.nullable(),
  recall: result.recall.nullable(),
};

export const walkForwardShape = z.object({
  trainDays: count,
  testDays: count,
  folds: count.meta({ description: '0 where the log is too short for one' }),
  ...optionalResult,
  principals: count.meta({ description: 'principals with a call in some fold' }),
  tokens: count.meta({ description: 'tokens with a call in a fold, counted in each' }),
  breaksPer100TokenMonths: z
    .number()
    .nonnegative()
    .nullable()
    .meta({ description: 'broken tokens for every 100 tokens in use during 30 days' }),
  rules: z
    .array(z.object({ rule: z.string(), title: z.string(), ...result }))
    .meta({ description: 'the product’s own rule first, then what others do, on the same days' }),
  foldResults: z.array(
    z.object({
      train: z.object({ from: day, to: day }).meta({ description: 'first and last day' }),
      test: z.object({ from: day, to: day }).meta({ description: 'first and last day' }),
      ...result,
    }),
  ),
  brokenCalls: z
    .array(
      z.object({
        principal: z.string(),
        token: z.string().meta({ description: 'empty for calls that name only the principal' }),
        permission: z.string(),
        day: day.meta({ description: 'of the first call that would have been refused' }),
        daysAfterChange: count,
      }),
    )
    .meta({ description: 'the earliest 1,000' }),
  note: z
    .string()
    .nullable()
    .meta({ description: 'why there are no folds, or fewer than the log has room for' }),
});
export type WalkForwardAnswer = z.infer<typeof walkForwardShape>;

const band = z.object({
  from: share.meta({ description: 'the least chance given' }),
  to: share.meta({ description: 'the greatest' }),
  count,
  forecast: share.meta({ description: 'mean of the chances given' }),
  observed: share.meta({ description: 'share that came true' }),
  low: share.meta({ description: 'of the observed share, 95 % bounds' }),
  high: share,
});

const score = {
  cases: count,
  hits: count,
  brier: share.meta({ description: 'mean squared difference of chance and outcome; lower is better' }),
  baseBrier: share.meta({ description: 'of giving everyone the share known before' }),
  hindsightBrier: share.meta({ description: 'of giving everyone the share that came out' }),
  bands: z.array(band),
};

export const breakageShape = z.object({
  horizonDays: count,
  probability: share.nullable().meta({
    description:
      'chance that something removed is needed within the horizon; for the fleet the mean over its principals; null where nothing can be said',
  }),
  basis: z.string().meta({ description: 'what the chance rests on, and what it cannot know' }),
  measured: z
    .object({ count, share, low: share, high: share, days: count })
    .nullable()
    .meta({ description: 'of alike cases, the share that met a need within so many days, with 95 % bounds' }),
  principals: z
    .array(
      z.object({
        principal: z.string(),
        removed: count,
        expected: z.number().nonnegative().meta({ description: 'removals expected to be needed' }),
        probability: share,
      }),
    )
    .meta({ description: 'the likeliest to break first, at most 50' }),
  permissions: z
    .array(z.object({ permission: z.string(), level: z.string(), probability: share }))
    .meta({ description: 'of one subject: what is removed, the likeliest to be needed first, at most 50' }),
  removed: count.meta({ description: 'removals that could be judged' }),
  calendar: z.object({
    text: z.string().meta({ description: 'which rhythms the window can have seen' }),
    periods: z
      .array(z.object({ jobs: z.string(), periodDays: z.number(), seen: share }))
      .meta({ description: 'the chance that a job of this period had one of its days in the window' }),
    rhythms: z
      .array(
        z.object({
          text: z.string().meta({ description: 'to follow `used`: `every 1st of the month`' }),
          kind: z.string(),
          permissions: z.array(z.string()),
          next: z.object({ from: day, to: day }).nullable().meta({ description: 'first and last day' }),
        }),
      )
      .meta({ description: 'of one subject: use that follows the calendar' }),
  }),
  calibration: z
    .object({
      from: day,
      to: day.meta({ description: 'last day' }),
      removals: z.object(score),
      principals: z.object({
        ...score,
        unseenBrier: share.meta({
          description: 'of the estimate for unseen species, principal by principal',
        }),
        unseenBands: z.array(band),
      }),
    })
    .nullable()
    .meta({
      description:
        'how chances given before these days met what came; null where the log is too short to hold days back',
    }),
});
export type Breakage = z.infer<typeof breakageShape>;

export const backtestShape = z.object({
  schema: z.literal('scopelight.backtest/1'),
  window: windowShape,
  subject: z.string().meta({ description: 'id of a token or principal, or `all`' }),
  inSample: z.object({
    calls: count.meta({ description: 'calls of the window that were let through and succeeded' }),
    deniedCalls: count.meta({ description: 'of these, those that the smaller policy would refuse' }),
    excludedCalls: count.meta({
      description: 'calls that the policy is meant to refuse, since only something suspicious made them',
    }),
    basis: z.enum(['decided', 'permissions']).meta({
      description:
        'decided: each by the written policy, as its provider decides; permissions: by the permission it needed, once for each',
    }),
  }),
  walkForward: walkForwardShape,
  breakage: breakageShape,
});
export type Backtest = z.infer<typeof backtestShape>;
