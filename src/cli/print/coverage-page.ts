import type { Coverage } from '../../model/report.ts';
import { glyphs } from './bar.ts';
import { type Line, line, run } from './run.ts';
import { andMore, basis, heading, point } from './sentence.ts';
import { type Column, table } from './table.ts';
import { count, counted, dates, minute, percent, span } from './words.ts';

type Source = Coverage['sources'][number];

const sourcesMax = 60;
const holesMax = 10;
const unmappedMax = 10;

/** Which hours of which logs are held, where the holes are, and what the logs never record. */
export function coveragePage(coverage: Coverage, { width }: { readonly width: number }): Line[] {
  const { sources, notes, unmapped, catalogue, window } = coverage;
  const holes = holesOf(sources);
  return [
    ...heading(conclusion(coverage, holes.length), width),
    ...(sources.length === 0
      ? []
      : [[], ...table(columnsFor(coverage, width), sources.slice(0, sourcesMax), { width })]),
    ...andMore(sources.length - sourcesMax, width),
    ...basis(
      `${dates(window)}, ${span(window.from, window.to)}, UTC. ${glyphs.used} held  ${glyphs.unknown} hole  · before the first or after the last record`,
      width,
    ),
    ...notes.flatMap((note) => point(line(note), width, run('!', 'strong'))),
    ...(holes.length === 0
      ? []
      : heading(
          `${counted(holes.length, 'hole')}: what was done in ${holes.length === 1 ? 'it' : 'them'} is unknown.`,
          width,
        )),
    ...holes.slice(0, holesMax).flatMap(({ account, from, to, region }) => {
      const where = run([account, region].filter((part) => part !== '').join(' '), 'strong');
      const hole = line(where, ` ${minute(from)} – ${minute(to)}, ${span(from, to)}`);
      return point(hole, width, run(glyphs.unknown, 'unknown'));
    }),
    ...andMore(holes.length - holesMax, width),
    ...(unmapped.length === 0
      ? []
      : heading(`${counted(unmapped.length, 'operation')} that no permission is known for`, width)),
    ...unmapped
      .slice(0, unmappedMax)
      .flatMap(({ source, operation, calls }) =>
        point(line(run(`${source} ${operation}`, 'strong'), `, ${counted(calls, 'call')}`), width),
      ),
    ...andMore(unmapped.length - unmappedMax, width),
    ...heading('What the logs can record at all', width),
    ...catalogue.flatMap(({ provider, always, data, shown, never }) =>
      point(
        line(
          run(provider, 'strong'),
          `: of ${counted(always + data + shown + never, 'permission')}, ${count(always)} are always recorded, ${count(data)} only while data events are switched on, ${count(shown)} as its settings say or its records show, ${count(never)} never.`,
        ),
        width,
      ),
    ),
  ];
}

/** A hole is one of an account's log, whatever kinds of call it holds. */
function holesOf(sources: readonly Source[]) {
  const holes = sources.flatMap(({ account, holes }) =>
    holes.map(({ from, to, region }) => ({ account, from, to, region })),
  );
  return [...new Map(holes.map((hole) => [JSON.stringify(hole), hole])).values()];
}

function conclusion({ sources }: Coverage, holes: number): string {
  if (sources.length === 0) return 'No logs are held for this window.';
  const records = sources.reduce((sum, source) => sum + source.records, 0);
  const accounts = new Set(sources.map(({ provider, account }) => JSON.stringify([provider, account]))).size;
  const whole = holes === 0 ? 'no hole found' : counted(holes, 'hole');
  return `${counted(records, 'record')} of ${counted(accounts, 'account')}, ${whole}.`;
}

function columnsFor({ sources, window }: Coverage, width: number): readonly Column<Source>[] {
  const systems = new Set(sources.map(({ provider }) => provider));
  const stripWidth = width >= 140 ? 48 : systems.size > 1 ? 12 : 24;
  return [
    // Names of accounts say little of the system that they are of.
    ...(systems.size > 1 ? [{ head: 'system', cell: ({ provider }: Source) => line(provider) }] : []),
    {
      head: 'account',
      widthMin: 12,
      widthMax: 32,
      cut: 'middle',
      cell: ({ account }) => line(run(account, 'strong')),
    },
    { head: 'kind of call', widthMin: 27, widthMax: 40, cell: ({ category }) => line(category) },
    { head: 'records', align: 'right', cell: ({ records }) => line(count(records)) },
    { head: 'held', drop: 1, cell: (source) => heldStrip(source, window, stripWidth) },
    {
      head: 'busy hours',
      align: 'right',
      drop: 3,
      cell: ({ hoursWithRecords }) => line(percent(hoursWithRecords, hoursOf(window))),
    },
    { head: 'regions', align: 'right', drop: 4, cell: ({ regions }) => line(count(regions.length)) },
    {
      head: 'switched on',
      drop: 2,
      cell: ({ setting }) => line(setting === null ? run('not known', 'unknown') : setting),
    },
  ];
}

function hoursOf({ from, to }: Coverage['window']): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 3_600_000));
}

/** The window as cells: held, in a hole, or outside what the source's records span. */
function heldStrip(
  { firstHour, lastHour, holes }: Source,
  { from, to }: Coverage['window'],
  width: number,
): Line {
  const start = Date.parse(from);
  const step = (Date.parse(to) - start) / width;
  const cells = Array.from({ length: width }, (_, index) => {
    const left = start + index * step;
    const right = left + step;
    const touches = (a: string, b: string, end: number) =>
      Date.parse(a) < right && Date.parse(b) + end > left;
    if (holes.some((hole) => touches(hole.from, hole.to, 0))) return glyphs.unknown;
    return touches(firstHour, lastHour, 3_600_000) ? glyphs.used : '·';
  });
  const runs = cells.join('').match(/█+|▒+|·+/g) ?? [];
  return runs.map((text) =>
    run(text, text.startsWith('▒') ? 'unknown' : text.startsWith('·') ? 'faint' : 'plain'),
  );
}
