import { z } from 'zod';
import { rolePlanShape } from '../../model/role-plan.ts';
import { roleListShape } from '../../model/roles.ts';
import { cursorAfter, pageQuery, skipOf } from '../cursor.ts';
import { answersOf } from '../responses.ts';
import { windowOf, windowQuery } from '../window-query.ts';
import type { Routes } from './desk.ts';

export const roleRoutes: Routes =
  ({ answers }) =>
  async (app) => {
    app.get(
      '/v1/roles',
      {
        schema: {
          tags: ['conclusions'],
          operationId: 'listRoles',
          summary: 'Roles: who holds them, what of them is used, and which are nearly the same',
          querystring: windowQuery.extend({
            search: z.string().optional().describe('Part of an id, name, kind or account'),
            ...pageQuery.shape,
          }),
          response: answersOf(
            roleListShape.extend({
              /** All that the search finds. */
              found: z.int().nonnegative(),
              nextCursor: z.string().nullable(),
            }),
          ),
        },
      },
      async ({ query: { search, cursor, limit, ...asked } }) => {
        const window = windowOf(asked);
        const list = await answers.ofFleet('roles', { window, ...(search !== undefined && { search }) });
        const revision = await answers.revision();
        const skip = skipOf(cursor, revision);
        const roles = list.roles.slice(skip, skip + limit);
        const found = list.roles.length;
        return { ...list, roles, found, nextCursor: cursorAfter(skip + roles.length, found, revision) };
      },
    );

    app.get(
      '/v1/roles/plan',
      {
        schema: {
          tags: ['conclusions'],
          operationId: 'planRoles',
          summary: 'Fewer roles in place of those there are, by what was used',
          querystring: windowQuery.extend({
            provider: z.string().default('aws').describe('Whose roles'),
            account: z.string().optional().describe('Of one account only'),
            surplus: z.coerce
              .number()
              .min(0)
              .max(100)
              .default(0)
              .describe('Fewer roles for so many per cent more than was used'),
          }),
          response: answersOf(rolePlanShape),
        },
      },
      ({ query: { provider, account, surplus, ...asked } }) =>
        answers.ofFleet('role plan', {
          provider,
          account,
          surplusShare: surplus / 100,
          window: windowOf(asked),
        }),
    );
  };
