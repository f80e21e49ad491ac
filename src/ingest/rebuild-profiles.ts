import { rebuildWeeks } from '../store/rebuild-weeks.ts';
import type { Store } from '../store/store.ts';
import { profilesInsert } from '../store/tables/profiles.ts';
import { unmappedInsert } from '../store/tables/unmapped.ts';

/** Rebuilds what is derived from the usage and the calls of whole weeks; `weeks` are Mondays, `YYYY-MM-DD`. */
export async function rebuildProfiles(
  store: Store,
  params: { readonly provider: string; readonly weeks: readonly string[] },
): Promise<void> {
  const where = (day: string): string =>
    `provider = {provider: String} AND toMonday(${day}) IN {weeks: Array(Date)}`;
  await rebuildWeeks(store, { what: 'profiles', insert: profilesInsert(where('day')), params });
  await rebuildWeeks(store, { what: 'unmapped', insert: unmappedInsert(where('toDate(time)')), params });
}
