import { z } from 'zod';
import { accountName } from '../../ingest/account-names.ts';
import { type Job, jobListShape, jobShape } from '../../model/job.ts';
import { answersOf, filesOf } from '../responses.ts';
import { sendEvents } from '../send-events.ts';
import type { Routes } from './desk.ts';

const tags = ['data'];
const jobPath = z.object({ id: z.string() });

export const jobRoutes: Routes =
  ({ jobs, judge }) =>
  async (app) => {
    app.post(
      '/v1/jobs',
      {
        schema: {
          tags,
          operationId: 'startJob',
          summary: 'Begins to load logs and inventories from this machine’s disk',
          body: z.object({
            kind: z.literal('ingest'),
            paths: z.array(z.string().min(1)).min(1).max(1000).describe('Files or folders'),
            accounts: z
              .array(
                z.object({
                  name: accountName,
                  path: z
                    .string()
                    .min(1)
                    .optional()
                    .describe('The file or folder it is said of; everything that is loaded without it'),
                }),
              )
              .max(1000)
              .optional()
              .describe('The clusters, organisations or APIs that files are of which do not say so'),
          }),
          response: { ...answersOf(jobShape), 202: jobShape },
        },
      },
      async ({ body: { paths, accounts } }, reply) => reply.code(202).send(jobs.ingest({ paths, accounts })),
    );

    app.get(
      '/v1/jobs',
      {
        schema: {
          tags,
          operationId: 'listJobs',
          summary: 'What is being done and was done since the server began',
          response: answersOf(jobListShape),
        },
      },
      async () => ({ schema: 'scopelight.jobs/1' as const, jobs: jobs.list() }),
    );

    app.get(
      '/v1/judging',
      {
        schema: {
          tags,
          operationId: 'watchJudging',
          summary:
            'How far a question about the whole fleet is: events `progress`, each with `stage`, `done` and `total`, or `null` while none is under way',
          response: filesOf('text/event-stream'),
        },
      },
      async (request, reply) =>
        sendEvents(request, reply, (channel) =>
          judge.watch((progress) => channel.send('progress', progress)),
        ),
    );

    app.get(
      '/v1/jobs/:id',
      {
        schema: {
          tags,
          operationId: 'getJob',
          summary: 'How far a job is, and what came of it',
          params: jobPath,
          response: answersOf(jobShape),
        },
      },
      async ({ params }) => jobs.get(params.id),
    );

    app.get(
      '/v1/jobs/:id/events',
      {
        schema: {
          tags,
          operationId: 'watchJob',
          summary: 'A job as it goes on: events `job`, each with the whole job, until it is over',
          params: jobPath,
          response: filesOf('text/event-stream'),
        },
      },
      async ({ params: { id } }, reply) => {
        const job = jobs.get(id);
        return sendEvents(reply.request, reply, (channel) => {
          const tell = (now: Job): void => {
            channel.send('job', now);
            if (isOver(now)) channel.end();
          };
          const stop = jobs.watch(id, tell);
          tell(job);
          return stop;
        });
      },
    );
  };

function isOver({ state }: Job): boolean {
  return state === 'done' || state === 'failed';
}
