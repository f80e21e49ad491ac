import { z } from 'zod';
import { ingestShape } from '../model/answers.ts';
import { backtestShape } from '../model/backtest.ts';
import { denialListShape, denialShape } from '../model/denials.ts';
import { findingShape } from '../model/finding.ts';
import { graphNodeListShape, graphShape } from '../model/graph.ts';
import { identifiedShape } from '../model/identified.ts';
import { jobListShape, jobShape } from '../model/job.ts';
import { muteListShape } from '../model/mutes.ts';
import { fleetMapShape, overviewShape, scoreMovesShape } from '../model/overview.ts';
import { permissionListShape } from '../model/permission-list.ts';
import { policyShape } from '../model/policy.ts';
import { problemShape } from '../model/problem.ts';
import { proposalShape } from '../model/proposal.ts';
import {
  coverageShape,
  explanationShape,
  reportShape,
  tokenPageShape,
  tokenRowShape,
} from '../model/report.ts';
import { rolePlanShape } from '../model/role-plan.ts';
import { roleListShape, roleRowShape } from '../model/roles.ts';
import { scoreRowShape, scoreShape } from '../model/score.ts';
import { episodeShape } from '../model/suspicion.ts';
import { tokenHoursShape } from '../model/token-hours.ts';
import { foundTokenShape, tokenSearchShape } from '../model/token-search.ts';

/** Shapes under the names that clients are generated with. */
const named = {
  Backtest: backtestShape,
  Coverage: coverageShape,
  Denial: denialShape,
  DenialList: denialListShape,
  Episode: episodeShape,
  Explanation: explanationShape,
  Finding: findingShape,
  FleetMap: fleetMapShape,
  FoundToken: foundTokenShape,
  Graph: graphShape,
  GraphNodeList: graphNodeListShape,
  Identified: identifiedShape,
  Ingest: ingestShape,
  Job: jobShape,
  JobList: jobListShape,
  MuteList: muteListShape,
  Overview: overviewShape,
  PermissionList: permissionListShape,
  Policy: policyShape,
  Problem: problemShape,
  Proposal: proposalShape,
  Report: reportShape,
  Role: roleRowShape,
  RoleList: roleListShape,
  RolePlan: rolePlanShape,
  Score: scoreShape,
  ScoreMoves: scoreMovesShape,
  ScoreRow: scoreRowShape,
  Token: tokenPageShape,
  TokenHours: tokenHoursShape,
  TokenRow: tokenRowShape,
  TokenSearch: tokenSearchShape,
} as const;

/** Gives the shapes of the model their names in the description of the API; again, it changes nothing. */
export function nameSchemas(): void {
  for (const [id, shape] of Object.entries(named)) {
    if (z.globalRegistry.get(shape) === undefined) z.globalRegistry.add(shape, { id });
  }
}
