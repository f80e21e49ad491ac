import type { Store } from '../../store/store.ts';
import type { FleetGap } from '../gap.ts';
import { findSuspicion, type Suspicion } from '../suspicion/find-suspicion.ts';
import { type AccessChange, accessChanges } from './acts/access-changes.ts';
import { callDays } from './acts/call-days.ts';
import { findBurst, type RefusalBurst } from './acts/find-burst.ts';
import { findFlood, type TokenFlood } from './acts/find-flood.ts';
import { findSurge, type Surge } from './acts/find-surge.ts';
import { type JudgedOrigins, judgeOrigins, visitedPlaces } from './acts/judge-origins.ts';
import { findNewAgent, type NewAgent } from './acts/new-agent.ts';
import { originDays, peoplesPlaces } from './acts/origin-days.ts';
import { type PowerBirth, powerBirths } from './acts/power-births.ts';
import { refusalDays } from './acts/refusal-days.ts';
import { type ServiceBirth, serviceBirths } from './acts/service-births.ts';
import { tokenBirths } from './acts/token-births.ts';
import { type TraceHiding, traceHiding } from './acts/trace-hiding.ts';
import { personsAmong } from './person-names.ts';
import type { PlaceFacts } from './place-days.ts';

/** What stands out in the logs, whoever did it; what is kept by token is under its token and principal. */
export interface LoggedActs {
  readonly suspicion: readonly Suspicion[];
  readonly hidings: readonly TraceHiding[];
  readonly bursts: ReadonlyMap<string, RefusalBurst>;
  readonly floods: readonly TokenFlood[];
  readonly surges: ReadonlyMap<string, Surge>;
  readonly origins: ReadonlyMap<string, JudgedOrigins>;
  readonly agents: ReadonlyMap<string, NewAgent>;
  readonly powers: readonly PowerBirth[];
  readonly services: ReadonlyMap<string, readonly ServiceBirth[]>;
  /** Principals that were made; in order of time. */
  readonly born: readonly AccessChange[];
  /** All changes of roles, and principals that were made; in order of time. */
  readonly changes: readonly AccessChange[];
}

/** A log in which nothing stands out. */
export const noActs: LoggedActs = {
  suspicion: [],
  hidings: [],
  bursts: new Map(),
  floods: [],
  surges: new Map(),
  origins: new Map(),
  agents: new Map(),
  powers: [],
  services: new Map(),
  born: [],
  changes: [],
};

/**
 * Reads what stands out in the logs of a fleet.
 * @param places what is known of all places
 * @param people mail addresses of the people there are
 */
export async function loggedActs(
  store: Store,
  fleet: FleetGap,
  places: ReadonlyMap<string, PlaceFacts>,
  people: ReadonlySet<string> = new Set(),
): Promise<LoggedActs> {
  const { span, scope } = fleet;
  const [suspicion, hidings, refused, births, days, origins, powers, services, changes] = await Promise.all([
    findSuspicion(store, span.to, { scope }),
    traceHiding(store, span, scope),
    refusalDays(store, span, scope),
    tokenBirths(store, span, scope),
    callDays(store, span, scope),
    originDays(store, span, personsAmong(people, fleet), scope),
    powerBirths(store, span, scope),
    serviceBirths(store, span, scope),
    accessChanges(store, span, scope),
  ]);
  const sitting = await peoplesPlaces(store, span, visitedPlaces([...origins.values()]));
  return {
    suspicion,
    hidings,
    bursts: foundIn(refused, findBurst),
    floods: [...foundIn(births, findFlood).values()],
    surges: foundIn(days, findSurge),
    origins: new Map(
      [...origins].map(([key, own]) => {
        const principalId = key.slice(key.indexOf('\n') + 1);
        return [key, judgeOrigins(own, { principalId, places, people: sitting })];
      }),
    ),
    agents: foundIn(origins, findNewAgent),
    powers,
    services,
    born: changes.filter(({ change }) => change === 'create-principal'),
    changes,
  };
}

/** What is found in each value, where something is. */
function foundIn<Value, Found>(
  values: ReadonlyMap<string, Value>,
  find: (value: Value) => Found | undefined,
): ReadonlyMap<string, Found> {
  return new Map(
    [...values].flatMap(([key, value]) => {
      const found = find(value);
      return found === undefined ? [] : [[key, found] as const];
    }),
  );
}
