import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { fitPrior } from './fit-prior.ts';
import type { PausePrior } from './pause-model.ts';
import { historyOf } from './use-history.ts';

const dayMs = 86_400_000;

/**
 * Learns how the tokens of the fleet are used, from those that the last load picked at random. A log of a few days teaches
 * nothing of pauses, and that is what is then assumed.
 */
export async function fleetHabits(store: Store, held: Span): Promise<PausePrior> {
  const firstDay = Math.floor(held.from / dayMs);
  const lastDay = Math.floor((held.to - 1) / dayMs);
  const rows = await store.query({
    name: 'habits of the fleet',
    sql: `SELECT arrayFilter(day -> day <= {lastDay: UInt16}, arrayJoin(days)) AS seen
      FROM (SELECT days FROM habits_v1 ORDER BY learnt_at DESC LIMIT 1)
      WHERE notEmpty(seen)`,
    params: { lastDay },
    row: z.object({ seen: z.array(z.number()) }),
  });
  return fitPrior(rows.map(({ seen }) => historyOf(seen, firstDay, lastDay - (seen.at(-1) ?? lastDay))));
}
