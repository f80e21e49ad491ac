import { rebuildWeeks } from '../store/rebuild-weeks.ts';
import type { Store } from '../store/store.ts';
import { habitsInsert } from '../store/tables/habits.ts';
import { profilesInsert } from '../store/tables/profiles.ts';
import { seasonOf, seasonsInsert } from '../store/tables/seasons.ts';
import { unmappedInsert } from '../store/tables/unmapped.ts';
import { callsWithin, type Weeks, within } from './weeks.ts';

/** Rebuilds what is derived from the usage of whole weeks. */
export async function rebuildProfiles(store: Store, params: Weeks): Promise<void> {
  await rebuildWeeks(store, {
    what: 'profiles',
    insert: profilesInsert(within('day')),
    params: { ...params },
  });
  await rebuildWeeks(store, {
    what: 'seasons',
    insert: seasonsInsert(
      `provider = {provider: String} AND ${seasonOf('p.week')} IN (SELECT ${seasonOf('week')} FROM (SELECT arrayJoin({weeks: Array(Date)}) AS week))`,
    ),
    params: { ...params },
  });
}

/** Rebuilds what is told of the calls of whole weeks that no permission is known for. */
export async function rebuildUnmapped(store: Store, params: Weeks): Promise<void> {
  await rebuildWeeks(store, {
    what: 'unmapped',
    insert: unmappedInsert(callsWithin),
    params: { ...params },
  });
}

/** Learns anew what is typical of the fleet. */
export async function learnHabits(store: Store): Promise<void> {
  await store.run({
    name: 'learn habits',
    sql: habitsInsert,
    limits: { seconds: 600, memoryBytes: 1200 * 1024 ** 2 },
    settings: { distributed_product_mode: 'global' },
  });
}
