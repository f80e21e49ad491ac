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

function print(runs: ReadonlyMap<Log, readonly Measured[]>, rounds: number): void {
  const rows = [...runs].map(([log, measured]) => ({
    ...log,
    seconds: Math.min(...measured.map(({ seconds }) => seconds)),
    rssBytes: Math.max(...measured.map(({ rssBytes }) => rssBytes)),
  }));
  const base = rows.find(({ name }) => name === 'CloudTrail');
  const rate = (row: { rawBytes: number; seconds: number }): number => row.rawBytes / 1e6 / row.seconds;
  const lines = rows.map((row) =>
    [
      row.name.padEnd(18),
      String(row.records).padStart(10),
      (row.rawBytes / 1e6).toFixed(0).padStart(8),
      row.seconds.toFixed(2).padStart(9),
      rate(row).toFixed(0).padStart(7),
      Math.round(row.records / row.seconds)
        .toString()
        .padStart(11),
      (row.rssBytes / 1e6).toFixed(0).padStart(9),
      (base === undefined ? 1 : rate(row) / rate(base)).toFixed(2).padStart(14),
    ].join(''),
  );
  const head = `${'log'.padEnd(18)}${'records'.padStart(10)}${'MB raw'.padStart(8)}${'seconds'.padStart(9)}${'MB/s'.padStart(7)}${'records/s'.padStart(11)}${'RSS MB'.padStart(9)}${'÷ CloudTrail'.padStart(14)}`;
  process.stdout.write(`${[machine(), `best of ${rounds}`, '', head, ...lines].join('\n')}\n`);
}
