import { z } from 'zod';
import type { Span, Window } from '../model/window.ts';
import type { Store } from '../store/store.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * Gives the span that is judged: what was asked for, within what the logs hold. Its end is just after the last call.
 * @returns undefined when no calls are held.
 */
export async function logSpan(store: Store, window: Window = {}): Promise<Span | undefined> {
  const [held] = await store.query({
    name: 'span of the logs',
    sql: `SELECT count() AS hours, toUnixTimestamp(min(hour)) AS first, toUnixTimestamp(max(hour)) AS last FROM coverage_v1`,
    row: z.object({ hours: z.coerce.number(), first: z.coerce.number(), last: z.coerce.number() }),
  });
  if (!held || held.hours === 0) return undefined;
  const to = Math.min(window.to ?? Number.POSITIVE_INFINITY, held.last * 1000 + hourMs);
  const asked = window.from ?? (window.days === undefined ? 0 : to - window.days * dayMs);
  return { from: Math.min(Math.max(asked, held.first * 1000), to), to };
}
