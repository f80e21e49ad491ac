import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Context } from '../services/context.ts';
import type { MuteFile } from '../services/findings/mute-file.ts';
import { type AskFleet, askHere, FleetJudge } from '../services/fleet/fleet-judge.ts';
import { Jobs } from '../services/jobs.ts';
import { Answers } from './answers.ts';
import { describeApi } from './describe-api.ts';
import { guardRequests } from './guard-requests.ts';
import { answerProblems, answerRefusal } from './problems.ts';
import { allRoutes } from './routes/all-routes.ts';
import type { Desk } from './routes/desk.ts';
import { servePage } from './serve-page.ts';

export interface AppOptions {
  readonly ctx: Context;
  /** Who answers questions about the whole fleet; without it this process does, and answers nothing else meanwhile. */
  readonly askFleet?: AskFleet | undefined;
  /** Where files lie that were dropped on the page. */
  readonly dropFolder: string;
  /** Which findings are not to be told; it is written to when somebody mutes one. */
  readonly muteFile?: MuteFile | undefined;
  /** Folder of the built page; without it there is only the API. */
  readonly pageFolder?: string | undefined;
  /** Told of failures that are faults of ours. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

/** Identities may be long, and they stand in paths. */
const pathPartMax = 4096;

/** The HTTP API and the page, ready to listen or to be asked in process. */
export async function createApp({
  ctx,
  askFleet = askHere(ctx),
  muteFile,
  dropFolder,
  pageFolder,
  onFault,
}: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    forceCloseConnections: true,
    bodyLimit: 1 << 20,
    requestTimeout: 0,
    frameworkErrors: answerRefusal,
    routerOptions: { maxParamLength: pathPartMax, ignoreTrailingSlash: true },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const jobs = new Jobs(ctx);
  const judge = new FleetJudge(askFleet);
  const desk: Desk = { ctx, judge, answers: new Answers(ctx, judge, muteFile), jobs, dropFolder };
  guardRequests(app);
  answerProblems(app, onFault);
  await app.register(helmet, securityHeaders);
  await describeApi(app);
  await app.register(async (scope) => allRoutes(scope, desk));
  if (pageFolder !== undefined) await servePage(app, pageFolder);
  return app;
}

/** Nothing but what this server gives is loaded or run, no script stands in a page, and no other site may show the page. */
const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["'none'"],
    },
  },
  // It speaks HTTP on this machine only; a browser that was told otherwise could not open it again.
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' as const },
  xFrameOptions: { action: 'deny' as const },
};
