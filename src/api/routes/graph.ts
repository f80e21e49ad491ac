import { z } from 'zod';
import { graphNodeListShape, graphShape } from '../../model/graph.ts';
import { findNodes } from '../../services/graph/find-nodes.ts';
import { showGraph } from '../../services/graph/show-graph.ts';
import { answersOf } from '../responses.ts';
import { windowOf, windowQuery } from '../window-query.ts';
import type { Routes } from './desk.ts';

const tags = ['graph'];

export const graphRoutes: Routes =
  ({ ctx, answers }) =>
  async (app) => {
    app.get(
      '/v1/graph',
      {
        schema: {
          tags,
          operationId: 'getGraph',
          summary: 'What a token can reach, who can come to something, and how',
          querystring: windowQuery.extend({
            start: z.string().optional().describe('A token or principal: what it can reach'),
            target: z
              .string()
              .optional()
              .describe('A token, principal, role or resource: who can come to it, or how the start does'),
            steps: z.coerce.number().int().min(1).max(32).default(8).describe('At most this many steps'),
            limit: z.coerce.number().int().min(1).max(5000).default(20).describe('At most this many ways'),
            used: z.stringbool().default(false).describe('Only steps that were taken'),
            whole: z
              .stringbool()
              .default(false)
              .describe('Also the steps that are on none of the ways given, between what is given'),
          }),
          response: answersOf(graphShape),
        },
      },
      ({ query: { start, target, steps, limit, used, whole, ...asked } }) => {
        const input = {
          from: start,
          to: target,
          steps,
          limit,
          isUsedOnly: used,
          isWhole: whole,
          window: windowOf(asked),
        };
        return answers.recall(['graph', input], () => showGraph(ctx, input));
      },
    );

    app.get(
      '/v1/graph/nodes',
      {
        schema: {
          tags,
          operationId: 'findGraphNodes',
          summary: 'What a question to the graph may begin or end with',
          querystring: z.object({
            text: z.string().min(1).max(400).describe('Part of an id or name'),
            limit: z.coerce.number().int().min(1).max(100).default(12),
          }),
          response: answersOf(graphNodeListShape),
        },
      },
      ({ query }) => answers.recall(['graph nodes', query], () => findNodes(ctx, query)),
    );
  };
