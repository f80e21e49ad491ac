import { z } from 'zod';
import { accountKey } from '../model/account-key.ts';
import { groupBy } from '../model/group-by.ts';
import type { Span } from '../model/window.ts';
import type { Store } from '../store/store.ts';
import { judgedStretch } from './judged-stretch.ts';
import { findHoles, type Hole } from './log-holes.ts';
import { declaredKinds, exceptServices, hasChangedUnseen, isFull } from './recorded-kinds.ts';
import { type ExportedSettings, recordersByAccount } from './recorders.ts';
import { type Scope, within } from './scope.ts';

const hourMs = 3_600_000;

/** What the logs of one account can show in a span. */
export interface AccountCoverage {
  readonly provider: string;
  readonly account: string;
  /** Kinds of recording with at least one record: `management-read`, `data:AWS::S3::Object`, … */
  readonly seen: ReadonlySet<string>;
  /** Kinds that are recorded in full: every call of the kind would have left a record. */
  readonly full: ReadonlySet<string>;
  /** Kinds that the settings name, but whose records do not reach through the judged stretch. */
  readonly partial: ReadonlySet<string>;
  /** Services whose calls are left out of the log by setting. */
  readonly exceptServices: ReadonlySet<string>;
  readonly regions: readonly string[];
  readonly holes: readonly Hole[];
  /** The stretch in which absence is judged; undefined when holes leave none that is long enough. */
  readonly judgedFrom: number | undefined;
  readonly judgedTo: number | undefined;
}

/** When a kind of call is recorded in one account; epoch hours, `last` inclusive. */
interface KindHours {
  readonly category: string;
  readonly first: number;
  readonly last: number;
  readonly hours: number;
}

/** Says for each account whose logs are held what they can show, and where they have holes; by `accountKey`. */
export async function coverageByAccount(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, AccountCoverage>> {
  const params = {
    from: Math.floor(span.from / 1000),
    to: Math.ceil(span.to / 1000),
    ...(scope && { accounts: scope.accounts }),
  };
  const where = `hour >= toDateTime({from: UInt32}, 'UTC') AND hour < toDateTime({to: UInt32}, 'UTC')
          AND ${within(scope, 'account IN {accounts: Array(String)}')}`;
  const [rows, recorders] = await Promise.all([
    store.query({
      name: 'hours recorded',
      // Both are told by one look at every week that is held.
      sql: `SELECT provider, account, grouping(region) = 0 AS is_region, toString(category) AS kind, toString(region) AS place,
          intDiv(toUnixTimestamp(min(hour)), 3600) AS first, intDiv(toUnixTimestamp(max(hour)), 3600) AS last,
          uniqExact(hour) AS counted, if(is_region, arraySort(groupUniqArray(intDiv(toUnixTimestamp(hour), 3600))), []) AS hours
        FROM coverage_v1 WHERE ${where}
        GROUP BY GROUPING SETS ((provider, account, category), (provider, account, region))
        ORDER BY provider, account, is_region, kind, place`,
      params,
      row: recordedRow,
      staysUntilLoad: true,
    }),
    recordersByAccount(store, span),
  ]);
  const kinds = rows
    .filter(({ is_region }) => is_region === 0)
    .map(({ kind, counted, ...row }) => ({ ...row, category: kind, hours: counted }));
  const regionsOf = groupBy(
    rows.filter(({ is_region }) => is_region === 1).map(({ place, ...row }) => ({ ...row, region: place })),
    accountKey,
  );
  const epochHours = { from: Math.floor(span.from / hourMs), to: Math.ceil(span.to / hourMs) };
  return new Map(
    [...groupBy(kinds, accountKey)].flatMap(([key, kindsHere]) => {
      const [first] = kindsHere;
      if (!first) return [];
      const { provider, account } = first;
      const mine = regionsOf.get(key) ?? [];
      const holes = mine.flatMap((row) => findHoles(row, epochHours));
      const stretch = judgedStretch(
        mine.map((row) => row.hours),
        holes,
        epochHours,
      );
      const settings: ExportedSettings = recorders.get(key) ?? [];
      const names = (some: readonly KindHours[]): ReadonlySet<string> =>
        new Set(some.map(({ category }) => category));
      const seen = names(kindsHere);
      const declared = hasChangedUnseen(seen, settings) ? new Set<string>() : declaredKinds(settings);
      const late = kindsHere.filter(
        (kind) =>
          declared.has(kind.category) &&
          kind.hours >= rhythmHoursMin &&
          !(stretch && isSteady(kind, stretch)),
      );
      const switchedOn = kindsHere.filter(
        ({ category }) => isFull(category, settings) && !declared.has(category),
      );
      const full = switchedOn.filter((kind) => stretch && reaches(kind, stretch));
      const coverage: AccountCoverage = {
        provider,
        account,
        seen,
        full: new Set([...names(full), ...declared].filter((category) => !names(late).has(category))),
        partial: names([...switchedOn.filter((kind) => !full.includes(kind)), ...late]),
        exceptServices: exceptServices(provider, settings),
        regions: mine.map(({ region }) => region),
        holes,
        judgedFrom: stretch && Math.max(stretch.from * hourMs, span.from),
        judgedTo: stretch && Math.min(stretch.to * hourMs, span.to),
      };
      return [[key, coverage] as const];
    }),
  );
}

/** What is recorded of one kind, or in one region; in epoch hours. */
const recordedRow = z.object({
  provider: z.string(),
  account: z.string(),
  is_region: z.number(),
  kind: z.string(),
  place: z.string(),
  first: z.number(),
  last: z.number(),
  counted: z.coerce.number(),
  /** Of a region alone. */
  hours: z.array(z.number()),
});

/** Records of a kind may begin later than the log, or end before it: then it was switched on or off in between. */
function reaches(kind: KindHours, stretch: { from: number; to: number }): boolean {
  if (!kind.category.startsWith('management-'))
    return kind.first - stretch.from <= marginHours && stretch.to - kind.last <= marginHours;
  return isSteady(kind, stretch);
}

/** Whether the silence before the first record of a kind, or after its last, is no longer than its rhythm explains. */
function isSteady(kind: KindHours, stretch: { from: number; to: number }): boolean {
  const silence = Math.max(kind.first - stretch.from, stretch.to - 1 - kind.last);
  const busyShare = kind.hours / (kind.last - kind.first + 2);
  return -silence * Math.log(1 - busyShare) < surpriseMin;
}

/** Data events that were first seen later than this after the log began may have been switched on then. */
const marginHours = 7 * 24;
/** As for holes. */
const surpriseMin = 30;
/** What fewer hours have records of has no rhythm that would tell of a switch: somebody did it for once. */
const rhythmHoursMin = 24;
