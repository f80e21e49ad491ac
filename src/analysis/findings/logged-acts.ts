import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import type { Scope } from '../scope.ts';
import { findSuspicion, type Suspicion } from '../suspicion/find-suspicion.ts';
import { findBurst, type RefusalBurst } from './acts/find-burst.ts';
import { findFlood, type TokenFlood } from './acts/find-flood.ts';
import { refusalDays } from './acts/refusal-days.ts';
import { tokenBirths } from './acts/token-births.ts';
import { type TraceHiding, traceHiding } from './acts/trace-hiding.ts';

/** What stands out in the logs, whoever did it. */
export interface LoggedActs {
  readonly suspicion: readonly Suspicion[];
  readonly hidings: readonly TraceHiding[];
  /** By token and principal. */
  readonly bursts: ReadonlyMap<string, RefusalBurst>;
  readonly floods: readonly TokenFlood[];
}

/** A log in which nothing stands out. */
export const noActs: LoggedActs = { suspicion: [], hidings: [], bursts: new Map(), floods: [] };

/** Reads what stands out in the logs of a span. */
export async function loggedActs(store: Store, span: Span, scope?: Scope): Promise<LoggedActs> {
  const [suspicion, hidings, refused, births] = await Promise.all([
    findSuspicion(store, span.to, { scope }),
    traceHiding(store, span, scope),
    refusalDays(store, span, scope),
    tokenBirths(store, span, scope),
  ]);
  return {
    suspicion,
    hidings,
    bursts: foundIn(refused, findBurst),
    floods: [...foundIn(births, findFlood).values()],
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
