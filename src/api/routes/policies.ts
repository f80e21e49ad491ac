import { z } from 'zod';
import { policyShape } from '../../model/policy.ts';
import { renderFormats } from '../../model/policy-proposal.ts';
import { proposalShape } from '../../model/proposal.ts';
import { type ProposedPolicy, proposePolicy } from '../../services/policy/propose-policy.ts';
import { showProposal } from '../../services/policy/show-proposal.ts';
import { answersOf, filesOf } from '../responses.ts';
import { windowOf, windowQuery } from '../window-query.ts';
import type { Desk, Routes } from './desk.ts';

const tags = ['policies'];
const subjectPath = z.object({ id: z.string().describe('Id of a token or principal, or the end of one') });
/** Given once or several times. */
const words = z.union([z.string().transform((word) => [word]), z.array(z.string())]).default([]);
const choices = windowQuery.extend({
  mode: z
    .enum(['used', 'needed'])
    .default('used')
    .describe('`used`: what was let through; `needed`: also what was refused'),
  keep: words.describe('Services of which to keep what nothing can tell'),
  accept: words.describe('Suspicious episodes that count as ordinary use'),
  thisTokenOnly: z.stringbool().default(false).describe('Leave out what other tokens of the principal use'),
  horizonDays: z.coerce.number().int().min(1).max(3660).optional().describe('Forecast so many days ahead'),
});

export const policyRoutes: Routes = (desk) => async (app) => {
  app.get(
    '/v1/policies/:id',
    {
      schema: {
        tags,
        operationId: 'getPolicy',
        summary: 'The smallest policy, with all it takes away, as `scopelight policy --json` prints it',
        params: subjectPath,
        querystring: choices,
        response: answersOf(policyShape),
      },
    },
    async ({ params, query }) => (await proposed(desk, params.id, query)).answer,
  );

  app.get(
    '/v1/policies/:id/proposal',
    {
      schema: {
        tags,
        operationId: 'getProposal',
        summary: 'The smallest policy, with what it takes away by service',
        params: subjectPath,
        querystring: choices,
        response: answersOf(proposalShape),
      },
    },
    async ({ params, query }) => showProposal((await proposed(desk, params.id, query)).answer),
  );

  app.get(
    '/v1/policies/:id/text',
    {
      schema: {
        tags,
        operationId: 'renderPolicy',
        summary: 'The policy alone, as text to keep in a repository',
        params: subjectPath,
        querystring: choices.extend({ format: z.enum(renderFormats).default('json') }),
        response: filesOf('text/plain'),
      },
    },
    async ({ params, query: { format, ...query } }, reply) => {
      const { render } = await proposed(desk, params.id, query);
      return reply.type('text/plain; charset=utf-8').send(render(format));
    },
  );
};

function proposed(
  { ctx, answers }: Desk,
  id: string,
  { mode, keep, accept, thisTokenOnly, horizonDays, ...asked }: z.infer<typeof choices>,
): Promise<ProposedPolicy> {
  const window = windowOf(asked);
  const input = { id, window, mode, keep, accept, isTokenAlone: thisTokenOnly, horizonDays };
  return answers.recall(['policy', input], () => proposePolicy(ctx, input));
}
