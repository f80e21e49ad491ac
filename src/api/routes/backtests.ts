import { z } from 'zod';
import { backtestShape } from '../../model/backtest.ts';
import { backtest } from '../../services/backtest/backtest.ts';
import { answersOf } from '../responses.ts';
import { windowOf, windowQuery } from '../window-query.ts';
import type { Routes } from './desk.ts';

const days = z.coerce.number().int().min(1).max(3660);

export const backtestRoutes: Routes =
  ({ ctx, answers }) =>
  async (app) => {
    app.get(
      '/v1/backtest',
      {
        schema: {
          tags: ['policies'],
          operationId: 'getBacktest',
          summary: 'What smaller policies would have broken, and what they are likely to break next',
          querystring: windowQuery.extend({
            subject: z.string().optional().describe('A token or principal; the whole fleet without it'),
            trainDays: days.default(90),
            testDays: days.default(30),
            horizonDays: days.default(30),
          }),
          response: answersOf(backtestShape),
        },
      },
      ({ query: { subject, trainDays, testDays, horizonDays, ...asked } }) => {
        const input = { id: subject, trainDays, testDays, horizonDays, window: windowOf(asked) };
        return subject === undefined
          ? answers.ofFleet('backtest', input)
          : answers.recall(['backtest', input], () => backtest(ctx, input));
      },
    );
  };
