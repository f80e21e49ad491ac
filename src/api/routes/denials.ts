import { z } from 'zod';
import { denialListShape, denialVerdicts } from '../../model/denials.ts';
import { listDenials } from '../../services/denials/list-denials.ts';
import { cursorAfter, pageQuery, skipOf } from '../cursor.ts';
import { answersOf } from '../responses.ts';
import { windowOf, windowQuery } from '../window-query.ts';
import type { Routes } from './desk.ts';

export const denialRoutes: Routes =
  ({ ctx, answers }) =>
  async (app) => {
    app.get(
      '/v1/denials',
      {
        schema: {
          tags: ['conclusions'],
          operationId: 'listDenials',
          summary: 'What was refused: needs told from probing',
          querystring: windowQuery.extend({
            subject: z.string().optional().describe('Only what this token or principal was refused'),
            verdict: z.enum(denialVerdicts).optional(),
            ...pageQuery.shape,
          }),
          response: answersOf(
            denialListShape.extend({
              /** All that the filters leave. */
              total: z.int().nonnegative(),
              nextCursor: z.string().nullable(),
            }),
          ),
        },
      },
      async ({ query: { subject, verdict, cursor, limit, ...asked } }) => {
        const window = windowOf(asked);
        const list = await answers.recall(['denials', subject, verdict, window], () =>
          listDenials(ctx, { id: subject, verdict, window }),
        );
        const revision = await answers.revision();
        const skip = skipOf(cursor, revision);
        const denials = list.denials.slice(skip, skip + limit);
        const total = list.denials.length;
        return { ...list, denials, total, nextCursor: cursorAfter(skip + denials.length, total, revision) };
      },
    );
  };
