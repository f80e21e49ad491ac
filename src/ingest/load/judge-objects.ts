import { z } from 'zod';
import { PackWriter } from '../pack/pack-writer.ts';
import { shownMax } from '../salvage/salvage-file.ts';
import { newLoadId, readingStatement } from './load-batch.ts';
import { brokenReason, type Loading } from './loading.ts';

/** Objects of several files whose fate is asked for one by one. */
export class Questions {
  readonly pack: PackWriter;
  #count = 0;

  constructor(folder: string) {
    this.pack = new PackWriter(folder);
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** `file` and `object` are numbers below 2³², of the caller’s choice. */
  ask(file: number, object: number, text: string): void {
    this.#count++;
    this.pack.addLine(keyOf(file, object), text);
  }
}

/** The number that an object’s answer is found under. */
export function keyOf(file: number, object: number): bigint {
  return (BigInt(file) << 32n) | BigInt(object);
}

const conditions = {
  /** Whatever the provider takes for something of its own. */
  record: `NOT startsWith(reason, 'not a ') AND reason != '${brokenReason}'`,
  unreadable: "disposition = 'unreadable'",
} as const;

/**
 * Lets the provider read objects without storing them, and gives those that are what is asked for, with the reason
 * it gives. Of unreadable ones, the first hundred of each file are told.
 */
export async function judgeObjects(
  { store, provider, now, account }: Loading,
  questions: Questions,
  wanted: keyof typeof conditions,
): Promise<ReadonlyMap<bigint, string>> {
  if (questions.isEmpty) return new Map();
  const loadId = newLoadId();
  const limit = wanted === 'unreadable' ? `LIMIT ${shownMax} BY bitShiftRight(file_id, 32)` : '';
  try {
    await store.load({
      name: `judge ${provider.id} records`,
      format: 'LineAsString',
      files: questions.pack.finish(),
      insert: (source) =>
        readingStatement(
          { provider, envelope: provider.calls.anyEnvelope, files: [], now, account },
          questions.pack.unpacking(source),
          (records) => `INSERT INTO load_counts_v1 (load_id, file_id, disposition, reason, records, weeks)
            SELECT toUInt64({loadId: String}), file_id, disposition, reason, count(), []
            FROM (${records})
            WHERE ${conditions[wanted]}
            GROUP BY file_id, disposition, reason
            ORDER BY file_id, reason
            ${limit}`,
          loadId,
        ),
    });
  } finally {
    questions.pack.remove();
  }
  const rows = await store.query({
    name: 'objects judged',
    sql: `SELECT toString(file_id) AS key, min(reason) AS reason
      FROM load_counts_v1 WHERE load_id = toUInt64({loadId: String})
      GROUP BY key`,
    params: { loadId },
    row: z.object({ key: z.string(), reason: z.string() }),
  });
  return new Map(rows.map(({ key, reason }) => [BigInt(key), reason]));
}
