import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { evenSizes, writeTrail } from '../trail/write-trail.ts';
import type { Measured } from './load-variants.ts';
import { machine } from './machine.ts';
import { measureVariant } from './measure-variant.ts';

/** A log as it lies on the disk. */
export interface Log {
  readonly name: string;
  readonly directory: string;
  readonly records: number;
  readonly rawBytes: number;
}

/** Loads each log whole into a new store, in turns, and prints how fast beside a CloudTrail log of the same run. */
export async function compareLoads(
  folder: string,
  written: readonly Log[],
  options: { readonly events: number; readonly rounds: number },
): Promise<void> {
  const logs = [...written, await writeCloudTrail(folder, options.events)];
  // What was just written must not be written to the disk at the expense of what is measured.
  execFileSync('sync');
  const runs = new Map(logs.map((log) => [log, [] as Measured[]]));
  for (let round = 0; round < options.rounds; round++) {
    for (const [log, measured] of runs) measured.push(measureVariant('whole load', log.directory));
  }
  print(runs, options.rounds);
}

async function writeCloudTrail(folder: string, records: number): Promise<Log> {
  const directory = join(folder, 'cloudtrail');
  mkdirSync(directory);
  const sizes = evenSizes(records, 150);
  const { events, rawBytes } = await writeTrail({ directory, seed: 1, sizes });
  return { name: 'CloudTrail', directory, records: events, rawBytes };
}

/** Processor time beside the clock's, since a busy machine says little by its clock. */
function print(runs: ReadonlyMap<Log, readonly Measured[]>, rounds: number): void {
  const rows = [...runs].map(([log, measured]) => ({
    ...log,
    seconds: Math.min(...measured.map(({ seconds }) => seconds)),
    cpuSeconds: Math.min(...measured.map(({ cpuSeconds }) => cpuSeconds)),
    rssBytes: Math.max(...measured.map(({ rssBytes }) => rssBytes)),
  }));
  const base = rows.find(({ name }) => name === 'CloudTrail');
  const perRecord = (row: Row): number => (row.cpuSeconds / row.records) * 1e6;
  const perMegabyte = (row: Row): number => (row.cpuSeconds / row.rawBytes) * 1e9;
  const against = (row: Row, of: (row: Row) => number): string => (base ? of(row) / of(base) : 1).toFixed(2);
  const table = rows.map((row) => [
    row.name,
    String(row.records),
    (row.rawBytes / 1e6).toFixed(0),
    row.seconds.toFixed(2),
    row.cpuSeconds.toFixed(2),
    (row.rawBytes / 1e6 / row.seconds).toFixed(0),
    Math.round(row.records / row.seconds).toString(),
    perRecord(row).toFixed(1),
    (row.rssBytes / 1e6).toFixed(0),
    against(row, perRecord),
    against(row, perMegabyte),
  ]);
  const text = [heads, ...table].map((cells) =>
    cells
      .map((cell, at) =>
        at === 0 ? cell.padEnd(18) : cell.padStart(Math.max(heads[at]?.length ?? 0, 8) + 2),
      )
      .join(''),
  );
  const note = `best of ${rounds}; the last two columns are processor time a record and a megabyte, against CloudTrail`;
  process.stdout.write(`${[machine(), note, '', ...text].join('\n')}\n`);
}

const heads = [
  ...['log', 'records', 'MB raw', 'seconds', 'CPU s', 'MB/s', 'records/s', 'CPU µs/record', 'RSS MB'],
  ...['÷ a record', '÷ a MB'],
];

type Row = Log & { readonly cpuSeconds: number };
