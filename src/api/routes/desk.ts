import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Context } from '../../services/context.ts';
import type { FleetJudge } from '../../services/fleet/fleet-judge.ts';
import type { Jobs } from '../../services/jobs.ts';
import type { Answers } from '../answers.ts';

/** What every route works with. */
export interface Desk {
  readonly ctx: Context;
  readonly judge: FleetJudge;
  readonly answers: Answers;
  readonly jobs: Jobs;
  /** Where files lie that were dropped on the page. */
  readonly dropFolder: string;
}

/** Some routes, ready to be registered. */
export type Routes = (desk: Desk) => FastifyPluginAsyncZod;
