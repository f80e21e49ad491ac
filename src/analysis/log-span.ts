import { z } from 'zod';
import type { Span, Window } from '../model/window.ts';
import type { Store } from '../store/store.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * Gives the span that is judged: the whole UTC days that were asked for, since usage is kept by day, within what the logs
 * hold. Its end is just after the last call.
 * @returns undefined when no calls are held.
 */
export async function logSpan(store: Store, window: Window = {}): Promise<Span | undefined> {
  const [held] = await store.query({
    name: 'span of the logs',
    sql: `SELECT count() AS hours, toUnixTimestamp(min(hour)) AS first, toUnixTimestamp(max(hour)) AS last FROM coverage_v1`,
    row: z.object({ hours: z.coerce.number(), first: z.coerce.number(), last: z.coerce.number() }),
    staysUntilLoad: true,
  });
  if (!held || held.hours === 0) return undefined;
  return clippedSpan({ from: held.first * 1000, to: held.last * 1000 + hourMs }, window);
}

/** Clips what was asked for to what is held; where the two do not meet, the span is empty. */
export function clippedSpan(held: Span, window: Window): Span {
  const askedTo = window.to === undefined ? held.to : Math.ceil(window.to / dayMs) * dayMs;
  const to = Math.min(askedTo, held.to);
  const from = window.from ?? (window.days === undefined ? held.from : to - window.days * dayMs);
  return { from: Math.min(Math.max(Math.floor(from / dayMs) * dayMs, held.from), to), to };
}
