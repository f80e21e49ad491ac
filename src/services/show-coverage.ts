import { z } from 'zod';
import { type AccountCoverage, coverageByAccount } from '../analysis/coverage.ts';
import { accountKey } from '../model/account-key.ts';
import { groupBy } from '../model/group-by.ts';
import type { Recorded } from '../model/permission.ts';
import type { Coverage } from '../model/report.ts';
import type { Span, Window } from '../model/window.ts';
import { providers } from '../providers/register.ts';
import type { Context } from './context.ts';
import { judgedSpan, windowOf } from './judged-span.ts';
import { accountNotes } from './load/account-notes.ts';

const hourMs = 3_600_000;

/** Which hours of which logs are held, what they record, where they have holes, and which operations are unmapped. */
export async function showCoverage(
  ctx: Context,
  input: { readonly window?: Window } = {},
): Promise<Coverage> {
  const span = await judgedSpan(ctx, input.window);
  const accounts = await coverageByAccount(ctx.store, span);
  return {
    schema: 'scopelight.coverage/1',
    window: windowOf(span),
    sources: (await sourceRows(ctx, span)).map((row) => ({
      provider: row.provider,
      account: row.account,
      category: row.category,
      regions: row.regions,
      firstHour: new Date(row.first * 1000).toISOString(),
      lastHour: new Date(row.last * 1000).toISOString(),
      hoursWithRecords: row.hours,
      records: row.records,
      holes: holesOf(accounts.get(accountKey(row))),
      setting: settingOf(accounts.get(accountKey(row)), row.category),
    })),
    notes: await accountNotes(ctx.store),
    unmapped: await unmappedOperations(ctx),
    catalogue: providers().map(({ id, catalogue }) => {
      const kinds = groupBy(catalogue.permissions(), (permission) => permission.recorded);
      const count = (kind: Recorded): number => kinds.get(kind)?.length ?? 0;
      return {
        provider: id,
        always: count('always'),
        data: count('data'),
        shown: count('shown'),
        never: count('never'),
      };
    }),
  };
}

function sourceRows(ctx: Context, span: Span) {
  return ctx.store.query({
    name: 'coverage by source',
    sql: `SELECT provider, account, category, arraySort(groupUniqArray(toString(region))) AS regions, toUnixTimestamp(min(hour)) AS first,
        toUnixTimestamp(max(hour)) AS last, uniqExact(hour) AS hours, sum(c.records) AS records
      FROM coverage_v1 AS c
      WHERE c.hour >= toDateTime({from: UInt32}, 'UTC') AND c.hour < toDateTime({to: UInt32}, 'UTC')
      GROUP BY provider, account, category
      ORDER BY provider, account, category`,
    params: { from: Math.floor(span.from / 1000), to: Math.floor(span.to / 1000) },
    row: z.object({
      provider: z.string(),
      account: z.string(),
      category: z.string(),
      regions: z.array(z.string()),
      first: z.coerce.number(),
      last: z.coerce.number(),
      hours: z.coerce.number(),
      records: z.coerce.number(),
    }),
  });
}

async function unmappedOperations(ctx: Context): Promise<Coverage['unmapped']> {
  return ctx.store.query({
    name: 'operations unmapped',
    sql: `SELECT toString(source) AS source, toString(operation) AS operation, uniq(call_id) AS calls
      FROM calls_v1 WHERE basis = 'unknown'
      GROUP BY source, operation ORDER BY calls DESC, source, operation LIMIT 200`,
    row: z.object({ source: z.string(), operation: z.string(), calls: z.coerce.number() }),
  });
}

function holesOf(coverage: AccountCoverage | undefined): Coverage['sources'][number]['holes'] {
  return (coverage?.holes ?? []).map((hole) => ({
    from: new Date(hole.from * hourMs).toISOString(),
    to: new Date(hole.to * hourMs).toISOString(),
    region: hole.region,
    surprise: Math.round(hole.surprise),
  }));
}

function settingOf(
  coverage: AccountCoverage | undefined,
  category: string,
): Coverage['sources'][number]['setting'] {
  if (!coverage) return null;
  if (coverage.full.has(category)) return 'all';
  return category.startsWith('data:') ? 'some resources' : null;
}
