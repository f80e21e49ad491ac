import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ScopelightError } from '../../model/error.ts';
import { writeFileWhole } from './write-file.ts';

const logState = z.object({
  /** The span that is being fetched, or was last, UTC epoch milliseconds. */
  from: z.number(),
  until: z.number(),
  /** The next page; absent once the span is fetched. */
  cursor: z.string().optional(),
  /** Time of the latest record that was written. */
  reached: z.number(),
  /** Records of late that are fetched once more. */
  recent: z.array(z.object({ id: z.string(), time: z.number() })),
  /** Number of the last file. */
  files: z.number(),
});

const listState = z.object({
  /** Folder of the inventory that is being fetched. */
  folder: z.string(),
  /** Pages of each list that is fetched in full, by folder; -1 for one that is lacking. */
  done: z.record(z.string(), z.number()),
  lacking: z.record(z.string(), z.string()),
});

const checkpoint = z.object({
  schema: z.literal('scopelight.collect-state/1'),
  provider: z.string(),
  origin: z.string(),
  log: logState.optional(),
  lists: listState.optional(),
});

export type LogState = z.infer<typeof logState>;
export type ListState = z.infer<typeof listState>;
export type Checkpoint = z.infer<typeof checkpoint>;

const fileName = 'collect-state.json';

/**
 * Reads how far collecting came. It holds no secret.
 * @throws {ScopelightError} `usage.invalid` when the folder is of another system, or the file is damaged
 */
export function readCheckpoint(folder: string, provider: string, origin: string): Checkpoint {
  const path = join(folder, fileName);
  if (!existsSync(path)) return { schema: 'scopelight.collect-state/1', provider, origin };
  const read = checkpoint.safeParse(parsed(readFileSync(path, 'utf8'))).data;
  if (read === undefined)
    throw new ScopelightError('usage.invalid', `\`${path}\` cannot be read`, {
      hint: 'take it away to fetch anew; records that are fetched twice count once',
    });
  if (read.provider !== provider || read.origin !== origin)
    throw new ScopelightError(
      'usage.invalid',
      `\`${folder}\` holds what was fetched from \`${read.origin}\``,
      {
        hint: 'give each system a folder of its own with --to',
      },
    );
  return read;
}

export function writeCheckpoint(folder: string, state: Checkpoint): void {
  writeFileWhole(join(folder, fileName), `${JSON.stringify(state)}\n`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
