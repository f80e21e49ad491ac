import { rebuildWeeks } from '../store/rebuild-weeks.ts';
import type { Store } from '../store/store.ts';
import { profilesInsert } from '../store/tables/profiles.ts';
import { unmappedInsert } from '../store/tables/unmapped.ts';

/** `weeks` are Mondays, `YYYY-MM-DD`. */
interface Weeks {
  readonly provider: string;
  readonly weeks: readonly string[];
}

/** Rebuilds what is derived from the usage of whole weeks. */
export async function rebuildProfiles(store: Store, params: Weeks): Promise<void> {
  await rebuildWeeks(store, {
    what: 'profiles',
    insert: profilesInsert(within('day')),
    params: { ...params },
  });
}

/** Rebuilds what is told of the calls of whole weeks that no permission is known for. */
export async function rebuildUnmapped(store: Store, params: Weeks): Promise<void> {
  await rebuildWeeks(store, {
    what: 'unmapped',
    insert: unmappedInsert(within('toDate(time)')),
    params: { ...params },
  });
}

function within(day: string): string {
  return `provider = {provider: String} AND toMonday(${day}) IN {weeks: Array(Date)}`;
}
