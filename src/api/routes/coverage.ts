import { z } from 'zod';
import { coverageShape } from '../../model/report.ts';
import { showCoverage } from '../../services/show-coverage.ts';
import { answersOf } from '../responses.ts';
import { windowOf, windowQuery } from '../window-query.ts';
import type { Routes } from './desk.ts';

const tags = ['data'];

export const coverageRoutes: Routes =
  ({ ctx, answers }) =>
  async (app) => {
    app.get(
      '/v1/coverage',
      {
        schema: {
          tags,
          operationId: 'getCoverage',
          summary: 'Which hours of which logs are held, what they record, and where they have holes',
          querystring: windowQuery,
          response: answersOf(coverageShape),
        },
      },
      ({ query }) => {
        const window = windowOf(query);
        return answers.recall(['coverage', window], () => showCoverage(ctx, { window }));
      },
    );

    app.get(
      '/v1/health',
      {
        schema: {
          tags,
          operationId: 'getHealth',
          summary: 'Whether the store answers, and the mark of the data it holds',
          response: answersOf(z.object({ isHealthy: z.literal(true), revision: z.string() })),
        },
      },
      async () => ({ isHealthy: true as const, revision: await answers.revision() }),
    );
  };
