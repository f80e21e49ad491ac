import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { buildOrganisation } from './organisation/organisation.ts';
import { prepareDirectory } from './prepare-directory.ts';
import { Random } from './random.ts';
import { stories } from './stories/stories.ts';
import { Systems } from './systems.ts';
import { DAY, HOUR, isoSeconds } from './time.ts';
import type { Truth } from './truth/truth.ts';
import { World } from './world.ts';

export interface DemoOptions {
  /** Created where missing; an earlier demo in it is replaced, anything else refused. */
  readonly directory: string;
  /** Same seed, same bytes. */
  readonly seed?: number;
  /** Length of the log window. */
  readonly days?: number;
  /**
   * 1 gives about 390,000 records in 120 days. Everyday life (services, deployments, staff) grows in proportion,
   * other stories happen once at any scale.
   */
  readonly scale?: number;
  /** Where the window ends, UTC epoch ms, rounded down to the hour. */
  readonly end?: number;
  readonly onProgress?: (progress: {
    readonly day: number;
    readonly days: number;
    readonly records: number;
  }) => void;
}

export interface DemoSummary {
  readonly directory: string;
  readonly organisation: string;
  readonly window: { readonly from: string; readonly to: string };
  /** As a plain reader counts the log files. */
  readonly records: number;
  readonly uniqueEvents: number;
  readonly logFiles: number;
  readonly inventoryFiles: number;
  readonly rawBytes: number;
  readonly compressedBytes: number;
  /** The most record text that was held in memory at one time, in characters. */
  readonly heldBytesMax: number;
  readonly principals: number;
  readonly tokens: number;
  readonly stories: number;
}

const defaultEnd = Date.parse('2026-09-30T00:00:00Z');

/**
 * Writes the demo organisation: raw logs, inventories and `truth.json`. Nothing but the options decides the
 * bytes. Memory grows with the number of identities, not with days or calls.
 *
 * Throws a `RangeError` for a size that makes no sense, an `Error` for a directory that holds something else, and
 * the file system's own errors.
 */
export async function writeDemo(options: DemoOptions): Promise<DemoSummary> {
  const { directory, seed = 1, days = 120, scale = 1, end = defaultEnd, onProgress } = options;
  if (!Number.isInteger(days) || days < 1) throw new RangeError('days must be a whole number from 1');
  if (!Number.isFinite(scale) || scale <= 0) throw new RangeError('scale must be a number above 0');
  const to = Math.floor(end / HOUR) * HOUR;
  const window = { from: to - days * DAY, to };
  const random = new Random(seed);
  const copies = Math.max(1, Math.round(scale));

  prepareDirectory(directory);
  const organisation = buildOrganisation(copies, random.split('organisation'));
  const systems = new Systems({ directory, window, random, organisation, scale });
  const size = { copies, rate: scale / copies };
  const world = new World({ window, size, random, organisation, systems });
  for (const story of stories) world.tell(story);

  for (let hour = window.from; hour < window.to; hour += HOUR) {
    world.actHour(hour);
    for (const system of systems.all) system.closeHour(hour + HOUR);
    if ((hour + HOUR - window.from) % DAY !== 0) continue;
    const records = sum(systems.all, (system) => system.recordsWritten());
    onProgress?.({ day: (hour + HOUR - window.from) / DAY, days, records });
    await breathe();
  }

  const providers = systems.close();
  const truth: Truth = {
    schema: 'scopelight.demo-truth/1',
    organisation: organisation.name,
    seed,
    days,
    scale,
    window: { from: isoSeconds(window.from), to: isoSeconds(window.to) },
    providers,
    stories: world.stories,
  };
  writeFileSync(join(directory, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`);
  const all = Object.values(providers);
  return {
    directory,
    organisation: organisation.name,
    window: truth.window,
    records: sum(all, ({ records }) => records.total),
    uniqueEvents: sum(all, ({ records }) => records.unique),
    logFiles: sum(all, ({ files }) => files.logs),
    inventoryFiles: sum(all, ({ files }) => files.inventory),
    rawBytes: sum(all, ({ files }) => files.rawBytes),
    compressedBytes: sum(all, ({ files }) => files.compressedBytes),
    heldBytesMax: sum(systems.all, (system) => system.heldBytesMax()),
    principals: sum(all, ({ principals }) => principals.length),
    tokens: sum(all, ({ tokens }) => tokens.length),
    stories: world.stories.length,
  };
}

function sum<T>(values: readonly T[], count: (value: T) => number): number {
  return values.reduce((total, value) => total + count(value), 0);
}
