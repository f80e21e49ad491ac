import type { FleetGap } from '../gap.ts';
import { noActs } from './logged-acts.ts';
import type { FleetFacts } from './rule.ts';

/** What rules conclude from, of a fleet in whose logs nothing stands out. */
export function factsOf(fleet: FleetGap, given: Partial<FleetFacts> = {}): FleetFacts {
  return {
    fleet,
    span: fleet.span,
    dormancy: new Map(),
    news: new Map(),
    knocks: new Map(),
    acts: noActs,
    holders: [],
    roles: [],
    people: new Set(),
    reviews: new Map(),
    ...given,
  };
}
