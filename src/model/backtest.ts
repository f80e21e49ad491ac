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

export const backtestShape = z.object({
  schema: z.literal('scopelight.backtest/1'),
  window: windowShape,
  subject: z.string().meta({ description: 'id of a token or principal, or `all`' }),
  inSample: z.object({
    calls: count.meta({
      description: 'calls of the window that were let through and succeeded, by permission needed',
    }),
    deniedCalls: count.meta({ description: 'of these, those that the smaller policy would refuse' }),
  }),
  walkForward: walkForwardShape,
});
export type Backtest = z.infer<typeof backtestShape>;
