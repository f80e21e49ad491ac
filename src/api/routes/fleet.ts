import { z } from 'zod';
import { fleetMapShape, overviewShape, scoreMovesShape } from '../../model/overview.ts';
import { reportShape } from '../../model/report.ts';
import { scoreShape } from '../../model/score.ts';
import { mapFleet } from '../../services/fleet/map-fleet.ts';
import { showOverview } from '../../services/fleet/show-overview.ts';
import { answersOf } from '../responses.ts';
import { windowOf, windowQuery } from '../window-query.ts';
import type { Routes } from './desk.ts';

const tags = ['fleet'];

export const fleetRoutes: Routes =
  ({ ctx, answers }) =>
  async (app) => {
    app.get(
      '/v1/overview',
      {
        schema: {
          tags,
          operationId: 'getOverview',
          summary: 'The fleet at one look',
          querystring: windowQuery,
          response: answersOf(overviewShape),
        },
      },
      async ({ query }) => {
        const window = windowOf(query);
        const fleet = await answers.fleet(window);
        return answers.recall(['overview', window, answers.mutesMark()], () => showOverview(ctx, fleet));
      },
    );

    app.get(
      '/v1/fleet-map',
      {
        schema: {
          tags,
          operationId: 'getFleetMap',
          summary: 'Every token as a cell of the fleet map, by columns',
          querystring: windowQuery,
          response: answersOf(fleetMapShape),
        },
      },
      async ({ query }) => mapFleet(await answers.fleet(windowOf(query))),
    );

    app.get(
      '/v1/report',
      {
        schema: {
          tags,
          operationId: 'getReport',
          summary: 'The whole report, as `scopelight scan --json` prints it',
          querystring: windowQuery,
          response: answersOf(reportShape),
        },
      },
      async ({ query }) => {
        const report = await answers.ofFleet('report', { window: windowOf(query) });
        return { ...report, findings: answers.unmuted(report.findings) };
      },
    );

    app.get(
      '/v1/score',
      {
        schema: {
          tags,
          operationId: 'getScore',
          summary: 'The gap score of the fleet or of a part of it, with its trend',
          querystring: windowQuery.extend({
            subject: z.string().optional().describe('A token, principal, owner or provider'),
            weeks: z.coerce.number().int().min(1).max(53).default(12).describe('How far the trend goes back'),
            limit: z.coerce
              .number()
              .int()
              .min(0)
              .optional()
              .describe('At most so many principals and so many tokens, the worst first; all without it'),
          }),
          response: answersOf(scoreShape),
        },
      },
      ({ query }) => {
        const { subject, weeks, limit } = query;
        return answers.ofFleet('score', { id: subject, window: windowOf(query), weeks, rowsMax: limit });
      },
    );

    app.get(
      '/v1/score/moves',
      {
        schema: {
          tags,
          operationId: 'getScoreMoves',
          summary: 'What moved the gap score in the last four weeks',
          querystring: windowQuery,
          response: answersOf(scoreMovesShape),
        },
      },
      ({ query }) => answers.ofFleet('score moves', { window: windowOf(query) }),
    );
  };
