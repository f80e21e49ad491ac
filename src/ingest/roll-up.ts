import { z } from 'zod';
import { rebuildWeeks } from '../store/rebuild-weeks.ts';
import type { Store } from '../store/store.ts';
import type { OnProgress } from './progress.ts';
import { rebuildProfiles, rebuildUnmapped } from './rebuild-profiles.ts';
import { type Amount, rebuildUsage } from './rebuild-usage.ts';
import { callsWithin } from './weeks.ts';

/** Weeks whose calls together need no more permissions than this are rebuilt in one statement: larger sums take longer, and more memory. */
const usesPerStepMax = 500_000;

/**
 * Rebuilds usage and coverage of whole weeks from their calls and puts them in place of the old ones.
 * Repeating it changes nothing; a crash in between leaves each week either old or new.
 * `weeks` are Mondays, `YYYY-MM-DD`.
 */
export async function rollUp(
  store: Store,
  provider: string,
  weeks: readonly string[],
  onProgress: OnProgress = () => {},
): Promise<void> {
  let done = 0;
  for (const step of await stepsOf(store, provider, weeks)) {
    onProgress({ stage: 'summing up', done, total: weeks.length });
    const params = { provider, weeks: step.weeks };
    await Promise.all([
      rebuildUsage(store, params, step).then(() => rebuildProfiles(store, params)),
      rebuildWeeks(store, { what: 'coverage', insert: insertCoverage, params }),
      rebuildUnmapped(store, params),
    ]);
    done += step.weeks.length;
  }
}

interface Step extends Amount {
  readonly weeks: readonly string[];
}

async function stepsOf(store: Store, provider: string, weeks: readonly string[]): Promise<readonly Step[]> {
  if (weeks.length === 0) return [];
  const amounts = await store.query({
    name: 'calls by week',
    sql: `SELECT toString(toMonday(toDate(time))) AS week, sum(greatest(length(permissions), 1)) AS uses, max(is_copy) AS has_copies
      FROM calls_v1
      WHERE ${callsWithin}
      GROUP BY week ORDER BY week`,
    params: { provider, weeks },
    row: z.object({ week: z.string(), uses: z.coerce.number(), has_copies: z.coerce.boolean() }),
  });
  const steps: Step[] = [];
  for (const { week, uses, has_copies: hasCopies } of amounts) {
    const last = steps.at(-1);
    const isWithin = last && last.uses + uses <= usesPerStepMax;
    const step = isWithin ? steps.pop() : undefined;
    steps.push({
      weeks: [...(step?.weeks ?? []), week],
      uses: (step?.uses ?? 0) + uses,
      hasCopies: hasCopies || step?.hasCopies === true,
    });
  }
  return steps;
}

const insertCoverage = `
INSERT INTO coverage_stage_v1 (provider, account, region, category, hour, records)
SELECT provider, account, region, category, toStartOfHour(toDateTime(time, 'UTC')) AS hour, uniq(call_id)
FROM calls_v1
WHERE ${callsWithin}
GROUP BY provider, account, region, category, hour`;
