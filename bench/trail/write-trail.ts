import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Random } from '../../demo/random.ts';
import { accounts, recordMaker } from './records.ts';

export interface TrailOptions {
  readonly directory: string;
  readonly seed: number;
  /** How many records the next file holds; files are spread evenly over {@link days}. */
  readonly sizes: readonly number[];
}

export interface Trail {
  readonly directory: string;
  readonly files: number;
  readonly events: number;
  readonly rawBytes: number;
  readonly packedBytes: number;
}

/** The sizes of files that share so many events evenly. */
export function evenSizes(events: number, files: number): readonly number[] {
  return Array.from(
    { length: files },
    (_, index) => Math.floor(((index + 1) * events) / files) - Math.floor((index * events) / files),
  );
}

const days = 120;
const firstDay = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;
const regions = ['eu-west-1', 'us-east-1', 'eu-central-1'] as const;
const pack = promisify(gzip);
/** As many files as are packed side by side, on threads of their own. */
const packedAtOnce = 4;

/** Writes a trail of packed files laid out as CloudTrail delivers them. Nothing but the options decides the bytes. */
export async function writeTrail({ directory, seed, sizes }: TrailOptions): Promise<Trail> {
  const random = new Random(seed).split('trail');
  const make = recordMaker(random);
  let rawBytes = 0;
  let packedBytes = 0;
  const underWay = new Set<Promise<void>>();
  for (const [index, records] of sizes.entries()) {
    const account = accounts[index % accounts.length] ?? '';
    const region = regions[Math.floor(index / accounts.length) % regions.length] ?? regions[0];
    const from = firstDay + Math.floor((index * days * dayMs) / sizes.length);
    const path = join(directory, nameOf(account, region, new Date(from), random.alphanumeric(16)));
    const spacing = Math.min(300_000 / records, 1000);
    const texts = Array.from({ length: records }, (_, at) =>
      make(account, region, new Date(from + Math.floor(at * spacing))),
    );
    const raw = Buffer.from(`{"Records":[${texts.join(',')}]}`);
    rawBytes += raw.length;
    const task = pack(raw, { level: 6 }).then(async (bytes) => {
      packedBytes += bytes.length;
      mkdirSync(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    });
    const settled = task.finally(() => underWay.delete(settled));
    underWay.add(settled);
    if (underWay.size >= packedAtOnce) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  const events = sizes.reduce((sum, size) => sum + size, 0);
  return { directory, files: sizes.length, events, rawBytes, packedBytes };
}

function nameOf(account: string, region: string, time: Date, unique: string): string {
  const [date = '', clock = ''] = time.toISOString().split('T');
  const stamp = `${date.replaceAll('-', '')}T${clock.slice(0, 5).replace(':', '')}Z`;
  const folder = `AWSLogs/${account}/CloudTrail/${region}/${date.replaceAll('-', '/')}`;
  return `${folder}/${account}_CloudTrail_${region}_${stamp}_${unique}.json.gz`;
}
