import type { FastifyInstance } from 'fastify';
import { backtestRoutes } from './backtests.ts';
import { coverageRoutes } from './coverage.ts';
import { denialRoutes } from './denials.ts';
import type { Desk } from './desk.ts';
import { dropRoutes } from './drops.ts';
import { findingRoutes } from './findings.ts';
import { fleetRoutes } from './fleet.ts';
import { graphRoutes } from './graph.ts';
import { identifyRoutes } from './identify.ts';
import { jobRoutes } from './jobs.ts';
import { muteRoutes } from './mutes.ts';
import { policyRoutes } from './policies.ts';
import { roleRoutes } from './roles.ts';
import { tokenRoutes } from './tokens.ts';

/** Registers every route of the API. */
export async function allRoutes(app: FastifyInstance, desk: Desk): Promise<void> {
  const groups = [
    fleetRoutes,
    tokenRoutes,
    findingRoutes,
    muteRoutes,
    denialRoutes,
    roleRoutes,
    graphRoutes,
    policyRoutes,
    backtestRoutes,
    coverageRoutes,
    identifyRoutes,
    jobRoutes,
    dropRoutes,
  ];
  for (const group of groups) await app.register(group(desk));
}
