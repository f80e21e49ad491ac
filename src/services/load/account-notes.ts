import { z } from 'zod';
import { providers } from '../../providers/register.ts';
import type { Store } from '../../store/store.ts';

const shownMax = 10;

/**
 * What a reader should know of the accounts that files were said to be of: what nobody named stands apart, also where it is of
 * an account that others name.
 */
export async function accountNotes(store: Store): Promise<string[]> {
  const words = new Map(
    providers().flatMap(({ id, naming }) =>
      naming?.unnamed === undefined ? [] : [[id, naming.word] as const],
    ),
  );
  const rows = await store.query({
    name: 'accounts that files are said to be of',
    sql: `SELECT provider, countIf(account = '') AS unnamed, arraySort(groupUniqArrayIf(account, account != '')) AS names
      FROM files_v1 FINAL
      WHERE kind IN ('calls', 'inventory') AND provider IN {providers: Array(String)}
      GROUP BY provider
      HAVING unnamed > 0 AND notEmpty(names)
      ORDER BY provider`,
    params: { providers: [...words.keys()] },
    row: z.object({ provider: z.string(), unnamed: z.coerce.number(), names: z.array(z.string()) }),
  });
  return rows.map(({ provider, unnamed, names }) => {
    const some = `${names.slice(0, shownMax).join(', ')}${names.length > shownMax ? ', …' : ''}`;
    return `${provider}: ${unnamed} ${unnamed === 1 ? 'file is' : 'files are'} of a ${words.get(provider)} that nobody named, and counted apart from those of ${some}: load into new data with --account NAME=PATH for each`;
  });
}
