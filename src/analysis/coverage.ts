import { z } from 'zod';
import { groupBy } from '../model/group-by.ts';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { findHoles, type Hole } from './log-holes.ts';

const hourMs = 3_600_000;
const hoursPerDay = 24;

/** Holes of less than this share of the span, and shorter than a day, do not decide. */
const holeShareMax = 0.01;
/** After a hole, so many days without one are enough to judge by. */
const cleanDaysMin = 60;

/** What the logs of one account can show in a span. */
export interface AccountCoverage {
  readonly provider: string;
  readonly account: string;
  /** Kinds of recording with at least one record: `management-read`, `data:AWS::S3::Object`, … */
  readonly seen: ReadonlySet<string>;
  /** Kinds that are recorded in full: every call of the kind would have left a record. */
  readonly full: ReadonlySet<string>;
  /** Services whose calls are left out of the log by setting. */
  readonly exceptServices: ReadonlySet<string>;
  readonly holes: readonly Hole[];
  /** From when on absence is judged; undefined when holes leave no long enough stretch. */
  readonly judgedFrom: number | undefined;
}

const hoursRow = z.object({
  provider: z.string(),
  account: z.string(),
  region: z.string(),
  hours: z.array(z.coerce.number()),
});

/** Says for each account whose logs are held what they can show, and where they have holes. */
export async function coverageByAccount(
  store: Store,
  span: Span,
): Promise<ReadonlyMap<string, AccountCoverage>> {
  const bounds = { from: Math.floor(span.from / 1000), to: Math.floor(span.to / 1000) };
  const kinds = await store.query({
    name: 'kinds recorded',
    sql: `SELECT provider, account, groupUniqArray(toString(category)) AS categories
      FROM coverage_v1
      WHERE hour >= toDateTime({from: UInt32}, 'UTC') AND hour < toDateTime({to: UInt32}, 'UTC')
      GROUP BY provider, account ORDER BY provider, account`,
    params: bounds,
    row: z.object({ provider: z.string(), account: z.string(), categories: z.array(z.string()) }),
  });
  const hours = await store.query({
    name: 'hours recorded',
    sql: `SELECT provider, account, region, arraySort(groupUniqArray(intDiv(toUnixTimestamp(hour), 3600))) AS hours
      FROM coverage_v1
      WHERE hour >= toDateTime({from: UInt32}, 'UTC') AND hour < toDateTime({to: UInt32}, 'UTC')
      GROUP BY provider, account, region ORDER BY provider, account, region`,
    params: bounds,
    row: hoursRow,
  });
  const settings = await recordingSettings(store);
  const epochHours = { from: Math.floor(span.from / hourMs), to: Math.ceil(span.to / hourMs) };
  return new Map(
    kinds.map(({ provider, account, categories }) => {
      const mine = hours.filter((row) => row.provider === provider && row.account === account);
      const holes = mine.flatMap((row) => findHoles(row, epochHours));
      const seen = new Set(categories);
      const recorders = settings.get(account) ?? [];
      return [
        account,
        {
          provider,
          account,
          seen,
          full: new Set([...seen].filter((kind) => isFull(kind, recorders))),
          exceptServices: exceptServices(recorders),
          holes,
          judgedFrom: judgedFrom(span, holes),
        },
      ];
    }),
  );
}

/**
 * Management calls are recorded unless the settings say otherwise. Data events are switched on resource by resource:
 * that all of a kind are recorded, only the settings can tell.
 */
function isFull(kind: string, recorders: readonly Recorder[]): boolean {
  const isManagement = kind.startsWith('management-');
  if (isManagement && !recorders.some((recorder) => recorder.category.startsWith('management-'))) return true;
  return recorders.some(
    (recorder) =>
      recorder.category === kind && recorder.is_unlimited && (isManagement || recorder.access === 'all'),
  );
}

function exceptServices(recorders: readonly Recorder[]): ReadonlySet<string> {
  const management = recorders.filter((recorder) => recorder.category.startsWith('management-'));
  if (management.length === 0 || management.some((recorder) => recorder.except_sources.length === 0))
    return new Set();
  return new Set(
    management.flatMap((recorder) => recorder.except_sources.map((source) => source.split('.')[0] ?? source)),
  );
}

function judgedFrom(span: Span, holes: readonly Hole[]): number | undefined {
  if (holes.length === 0) return span.from;
  const lost = holes.reduce((sum, hole) => sum + hole.to - hole.from, 0);
  const longest = Math.max(...holes.map((hole) => hole.to - hole.from));
  if (lost <= holeShareMax * ((span.to - span.from) / hourMs) && longest < hoursPerDay) return span.from;
  const after = Math.max(...holes.map((hole) => hole.to)) * hourMs;
  return span.to - after >= cleanDaysMin * hoursPerDay * hourMs ? after : undefined;
}

const recorderRow = z.object({
  account: z.string(),
  category: z.string(),
  access: z.string(),
  is_unlimited: z.coerce.number().transform(Boolean),
  except_sources: z.array(z.string()),
});
type Recorder = z.infer<typeof recorderRow>;

/** What the exported logging settings say is recorded, by account. */
async function recordingSettings(store: Store): Promise<ReadonlyMap<string, readonly Recorder[]>> {
  const rows = await store.query({
    name: 'logging settings',
    sql: `SELECT account, category, access, except_sources,
        empty(resources) AND empty(limits) AND empty(regions) AS is_unlimited
      FROM trails_v1 FINAL
      WHERE state = 'on'
      ORDER BY account, category, recorder`,
    row: recorderRow,
  });
  return groupBy(rows, (row) => row.account);
}
