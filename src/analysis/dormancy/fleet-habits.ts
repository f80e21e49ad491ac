import { z } from 'zod';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { fitPrior } from './fit-prior.ts';
import type { PausePrior } from './pause-model.ts';
import { historyOf } from './use-history.ts';

const dayMs = 86_400_000;

/** What was learnt last of each store, and from what. */
const learnt = new WeakMap<Store, { readonly from: string; readonly prior: PausePrior }>();

/**
 * Learns how the tokens of the fleet are used, from those that the last load picked at random. A log of a few days teaches
 * nothing of pauses, and that is what is then assumed.
 */
export async function fleetHabits(store: Store, held: Span): Promise<PausePrior> {
  const [latest] = await store.query({
    name: 'age of the habits',
    sql: 'SELECT toString(max(learnt_at)) AS learnt_at FROM habits_v1',
    row: z.object({ learnt_at: z.string() }),
    staysUntilLoad: true,
  });
  const from = JSON.stringify([latest?.learnt_at, held]);
  const known = learnt.get(store);
  if (known?.from === from) return known.prior;
  const prior = await learnHabits(store, held);
  learnt.set(store, { from, prior });
  return prior;
}

async function learnHabits(store: Store, held: Span): Promise<PausePrior> {
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
