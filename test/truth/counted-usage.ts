import { z } from 'zod';
import type { PermissionUse } from '../../demo/truth/truth.ts';
import { groupBy } from '../../src/model/group-by.ts';
import type { Store } from '../../src/store/store.ts';

/** What a subject did with one permission, in the words of the truth. */
export type CountedUse = Omit<PermissionUse, 'neededErrors' | 'dryRuns'>;

export interface CountedSubject {
  readonly calls: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly uses: readonly CountedUse[];
}

const row = z.object({
  subject: z.string(),
  permission: z.string(),
  outcome: z.enum(['allowed', 'denied', 'authn_failed', 'error']),
  uses: z.coerce.number(),
  calls: z.coerce.number(),
  first: z.coerce.number(),
  last: z.coerce.number(),
});

/** Counts what the store holds of every token or principal, as the truth counts it. */
export async function countedUsage(
  store: Store,
  column: 'token_id' | 'principal_id',
  provider = 'aws',
): Promise<ReadonlyMap<string, CountedSubject>> {
  const rows = await store.query({
    name: 'usage to compare',
    sql: `SELECT ${column} AS subject, permission, outcome, sum(u.uses) AS uses, sum(u.calls) AS calls,
        toUnixTimestamp(min(first_seen)) AS first, toUnixTimestamp(max(last_seen)) AS last
      FROM usage_v1 AS u WHERE ${column} != '' AND provider = {provider: String}
      GROUP BY subject, permission, outcome ORDER BY subject, permission, outcome`,
    params: { provider },
    row,
  });
  const subjects = groupBy(rows, ({ subject }) => subject);
  return new Map(
    [...subjects].map(([subject, all]) => [
      subject,
      {
        calls: all.reduce((sum, { calls }) => sum + calls, 0),
        ...seen(all),
        uses: [...groupBy(all, ({ permission }) => permission)]
          .filter(([permission]) => permission !== '')
          .map(([permission, some]) => useOf(permission, some)),
      },
    ]),
  );
}

type Row = z.infer<typeof row>;

function useOf(permission: string, rows: readonly Row[]): CountedUse {
  const count = (outcome: Row['outcome']): number => rows.find((one) => one.outcome === outcome)?.uses ?? 0;
  const allowed = rows.filter(({ outcome }) => outcome === 'allowed');
  return {
    permission,
    allowed: count('allowed'),
    denied: count('denied'),
    authnFailed: count('authn_failed'),
    error: count('error'),
    ...seen(rows),
    ...(allowed.length > 0 && { firstUsed: seen(allowed).firstSeen, lastUsed: seen(allowed).lastSeen }),
  };
}

function seen(rows: readonly Row[]): { firstSeen: string; lastSeen: string } {
  return {
    firstSeen: iso(Math.min(...rows.map(({ first }) => first))),
    lastSeen: iso(Math.max(...rows.map(({ last }) => last))),
  };
}

/** As the truth writes times: to the second. */
function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
