import { z } from 'zod';
import { identifiedShape } from '../../model/identified.ts';
import { identifyTokens, inputBytesMax } from '../../services/identify/identify-tokens.ts';
import { answersOf } from '../responses.ts';
import type { Routes } from './desk.ts';

export const identifyRoutes: Routes =
  ({ ctx }) =>
  async (app) => {
    app.post(
      '/v1/identify',
      {
        bodyLimit: 2 * inputBytesMax,
        schema: {
          tags: ['tokens'],
          operationId: 'identify',
          summary: 'What a found token is. It is looked at and forgotten',
          body: z.object({ text: z.string().describe('The token, with whatever stands around it') }),
          response: answersOf(identifiedShape),
        },
      },
      ({ body }, reply) => {
        reply.header('cache-control', 'no-store');
        return identifyTokens({ bytes: Buffer.from(body.text), now: ctx.now() }, (task) => task(ctx));
      },
    );
  };
