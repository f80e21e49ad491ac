import type { Window } from '../../model/window.ts';
import { backtest } from '../backtest/backtest.ts';
import type { Context } from '../context.ts';
import { buildReport } from '../report.ts';
import { listRoles } from '../roles/list-roles.ts';
import { planRoles } from '../roles/plan-roles.ts';
import { showScore } from '../score/show-score.ts';
import { showScoreMoves } from '../score/show-score-moves.ts';
import { judgeFleet } from './judge-fleet.ts';

/**
 * Questions that may look at every token there is, and then take long. What goes in and comes out is plain data, so that
 * another process can answer them.
 */
const services = {
  fleet: judgeFleet,
  score: showScore,
  'score moves': showScoreMoves,
  report: (ctx: Context, input: { readonly window: Window }) => buildReport(ctx, input),
  roles: listRoles,
  'role plan': planRoles,
  backtest,
};

type Services = typeof services;
export type FleetQuestion = keyof Services;
export type FleetInput<Question extends FleetQuestion> = {
  readonly [Name in FleetQuestion]: NonNullable<Parameters<Services[Name]>[1]>;
}[Question];
export type FleetAnswer<Question extends FleetQuestion> = {
  readonly [Name in FleetQuestion]: Awaited<ReturnType<Services[Name]>>;
}[Question];

/** The services, each with its own types beside its name. */
export const fleetQuestions: {
  readonly [Question in FleetQuestion]: (
    ctx: Context,
    input: FleetInput<Question>,
  ) => Promise<FleetAnswer<Question>>;
} = services;
