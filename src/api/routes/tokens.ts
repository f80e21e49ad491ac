import { z } from 'zod';
import { levels } from '../../model/permission.ts';
import { permissionListShape } from '../../model/permission-list.ts';
import { evidenceState, explanationShape, tokenPageShape } from '../../model/report.ts';
import { tokenHoursShape } from '../../model/token-hours.ts';
import { tokenSearchShape } from '../../model/token-search.ts';
import { explainPermission } from '../../services/explanation/explain-permission.ts';
import { listPermissions } from '../../services/list-permissions.ts';
import { parseQuery } from '../../services/tokens/search/parse-query.ts';
import { findTokens, searchTokens } from '../../services/tokens/search-tokens.ts';
import { showToken } from '../../services/tokens/show-token.ts';
import { showTokenHours } from '../../services/tokens/show-token-hours.ts';
import { cursorAfter, pageQuery, skipOf } from '../cursor.ts';
import { answersOf, filesOf } from '../responses.ts';
import { exportFormats, sendExport } from '../send-export.ts';
import { windowOf, windowQuery } from '../window-query.ts';
import type { Routes } from './desk.ts';

const tags = ['tokens'];
const query = z.string().default('').describe('Words and terms such as `level:admin used:read`');
const tokenPath = z.object({ id: z.string().describe('Id of a token or principal, or the end of one') });

const columns = [
  'id',
  'name',
  'provider',
  'account',
  'kind',
  'principal',
  'owner',
  'status',
  'granted',
  'used',
  'unused',
  'unknown',
  'denied',
  'usedNotGranted',
  'score',
  'calls',
  'firstUsed',
  'lastUsed',
  'grantedLevels',
  'usedLevels',
  'dormancy',
  'idleDays',
  'severity',
  'rules',
  'remark',
];

export const tokenRoutes: Routes =
  ({ answers }) =>
  async (app) => {
    app.get(
      '/v1/tokens',
      {
        schema: {
          tags,
          operationId: 'searchTokens',
          summary: 'Tokens that a query finds, and what it can be narrowed by',
          querystring: windowQuery.extend({
            q: query,
            ...pageQuery.shape,
            skip: z.coerce
              .number()
              .int()
              .min(0)
              .default(0)
              .describe('Leave out so many first, instead of a cursor: for views that jump'),
          }),
          response: answersOf(tokenSearchShape),
        },
      },
      async ({ query: { q, cursor, limit, skip: jump, ...window } }) => {
        const fleet = await answers.fleet(windowOf(window));
        const revision = await answers.revision();
        const skip = cursor === undefined ? jump : skipOf(cursor, revision);
        const search = searchTokens(fleet, { query: q, skip, limit });
        return { ...search, nextCursor: cursorAfter(skip + search.tokens.length, search.found, revision) };
      },
    );

    app.get(
      '/v1/tokens/export',
      {
        schema: {
          tags,
          operationId: 'exportTokens',
          summary: 'All tokens that a query finds, as a file',
          querystring: windowQuery.extend({ q: query, format: z.enum(exportFormats).default('csv') }),
          response: filesOf('text/csv', 'application/x-ndjson'),
        },
      },
      async ({ query: { q, format, ...window } }, reply) => {
        const asked = parseQuery(q);
        const rows = findTokens(await answers.fleet(windowOf(window)), asked).map(
          ({ weeks: _, ...row }) => row,
        );
        return sendExport(reply, { rows, columns, format, name: 'tokens' });
      },
    );

    app.get(
      '/v1/tokens/:id',
      {
        schema: {
          tags,
          operationId: 'getToken',
          summary: 'Everything known of one token',
          params: tokenPath,
          querystring: windowQuery,
          response: answersOf(tokenPageShape),
        },
      },
      async ({ params: { id }, query: asked }) => {
        const window = windowOf(asked);
        const page = await answers.recall(['token', id, window], async (ctx) =>
          showToken(ctx, { id, window }, await answers.findingsAtHand(window)),
        );
        return { ...page, findings: answers.unmuted(page.findings) };
      },
    );

    app.get(
      '/v1/tokens/:id/hours',
      {
        schema: {
          tags,
          operationId: 'getTokenHours',
          summary: 'At which hours of the week a token calls',
          params: tokenPath,
          querystring: windowQuery,
          response: answersOf(tokenHoursShape),
        },
      },
      ({ params: { id }, query: asked }) => {
        const window = windowOf(asked);
        return answers.recall(['hours', id, window], (ctx) => showTokenHours(ctx, { id, window }));
      },
    );

    app.get(
      '/v1/tokens/:id/permissions',
      {
        schema: {
          tags,
          operationId: 'listPermissions',
          summary: 'The permissions that a token holds or asked for, each with its evidence state',
          params: tokenPath,
          querystring: windowQuery.extend({
            service: z.string().optional(),
            level: z.enum(levels).optional(),
            state: evidenceState.optional(),
            limit: z.coerce.number().int().min(1).max(30_000).default(1000),
          }),
          response: answersOf(permissionListShape),
        },
      },
      ({ params: { id }, query: { service, level, state, limit, ...asked } }) => {
        const input = { id, service, level, state, limit, window: windowOf(asked) };
        return answers.recall(['permissions', input], (ctx) => listPermissions(ctx, input));
      },
    );

    app.get(
      '/v1/tokens/:id/permissions/:permission',
      {
        schema: {
          tags,
          operationId: 'explainPermission',
          summary: 'Why a token holds a permission, when it was used, and what cannot be known',
          params: tokenPath.extend({ permission: z.string() }),
          querystring: windowQuery,
          response: answersOf(explanationShape),
        },
      },
      ({ params: { id, permission }, query: asked }) => {
        const window = windowOf(asked);
        return answers.recall(['explain', id, permission, window], (ctx) =>
          explainPermission(ctx, { token: id, permission, window }),
        );
      },
    );
  };
