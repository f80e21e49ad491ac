import { z } from 'zod';
import { ScopelightError } from '../model/error.ts';
import type { Provider } from '../providers/provider.ts';
import type { LoadFile, Statement, Store } from '../store/store.ts';
import { loadColumns } from '../store/tables/calls.ts';

/** What became of one file’s records. */
export interface FileCounts {
  readonly calls: number;
  readonly ignored: Readonly<Record<string, number>>;
  readonly unreadable: Readonly<Record<string, number>>;
  /** Mondays (`YYYY-MM-DD`) of the weeks its calls fall in. */
  readonly weeks: readonly string[];
}

export interface Batch {
  readonly provider: Provider;
  readonly envelope: string;
  readonly files: readonly LoadFile[];
  /** Epoch milliseconds; records from later than a day after it are not believed. */
  readonly now: number;
}

export interface BatchResult {
  readonly counts: ReadonlyMap<bigint, FileCounts>;
  /** Files that the engine could not take, with its reason. */
  readonly refused: ReadonlyMap<bigint, string>;
}

const memoryBytes = 1200 * 1024 ** 2;

/**
 * Loads files in one statement. When one of them breaks it, that one is set aside and the rest is loaded again:
 * what a failed attempt had stored is stored once, since equal records collapse.
 */
export async function loadBatch(store: Store, batch: Batch): Promise<BatchResult> {
  const counts = new Map<bigint, FileCounts>();
  const refused = new Map<bigint, string>();
  const pending: (readonly LoadFile[])[] = [batch.files];
  for (let files = pending.pop(); files !== undefined; files = pending.pop()) {
    if (files.length === 0) continue;
    const loadId = newLoadId();
    try {
      await insert(store, batch, files, loadId);
    } catch (error) {
      if (!(error instanceof ScopelightError) || error.code === 'store.unreachable') throw error;
      await assertSound(store, batch);
      const culprit =
        files.find((file) => String(file.id) === error.details.fileId) ??
        (files.length === 1 ? files[0] : undefined);
      if (culprit) {
        refused.set(culprit.id, error.message);
        pending.push(files.filter((file) => file !== culprit));
      } else {
        const half = Math.ceil(files.length / 2);
        pending.push(files.slice(half), files.slice(0, half));
      }
      continue;
    }
    for (const [id, count] of await countsOf(store, loadId)) counts.set(id, count);
  }
  return { counts, refused };
}

async function insert(store: Store, batch: Batch, files: readonly LoadFile[], loadId: string): Promise<void> {
  await store.load({
    name: `load ${batch.provider.id} calls`,
    format: batch.provider.calls.format,
    files,
    insert: (source) => statementFor(batch, source, loadId),
  });
}

/** A statement that fails without any input fails for all files alike: then none of them is to blame. */
async function assertSound(store: Store, batch: Batch): Promise<void> {
  const nothing = "SELECT '' AS line, toUInt64(0) AS file_id WHERE 0";
  await store.run({
    name: `load no ${batch.provider.id} calls`,
    ...statementFor(batch, nothing, newLoadId()),
  });
}

function statementFor(batch: Batch, source: string, loadId: string): Omit<Statement, 'name'> {
  return {
    sql: `INSERT INTO loads_v1 (load_id, ${loadColumns.join(', ')})
        SELECT toUInt64({loadId: String}), ${loadColumns.join(', ')}
        FROM (${batch.provider.calls.select(source, batch.envelope)})`,
    params: { loadId, now: Math.floor(batch.now / 1000) },
    limits: { seconds: 3600, memoryBytes },
    settings: {
      // Merged into one step, each expression would be evaluated lazily and row by row: ten times slower here.
      query_plan_merge_expressions: 0,
      // Looking for comparisons to derive from others takes longer than all other analysis of the statement, and finds none.
      optimize_and_compare_chain: 0,
      // Many small files give many small blocks; the join gathers them.
      min_joined_block_size_bytes: 16 * 1024 * 1024,
      // Most branches concern few records: what a branch does not need is not computed.
      short_circuit_function_evaluation: 'force_enable',
    },
  };
}

const countRow = z.object({
  file_id: z.string(),
  disposition: z.string(),
  reason: z.string(),
  records: z.coerce.number(),
  weeks: z.array(z.string()),
});

async function countsOf(store: Store, loadId: string): Promise<Map<bigint, FileCounts>> {
  const rows = await store.query({
    name: 'records by file',
    sql: `SELECT toString(file_id) AS file_id, disposition, reason, sum(records) AS records,
        arraySort(groupUniqArrayArray(weeks)) AS weeks
      FROM load_counts_v1
      WHERE load_id = toUInt64({loadId: String})
      GROUP BY file_id, disposition, reason`,
    params: { loadId },
    row: countRow,
  });
  const counts = new Map<bigint, FileCounts>();
  for (const row of rows) {
    const id = BigInt(row.file_id);
    const before = counts.get(id) ?? { calls: 0, ignored: {}, unreadable: {}, weeks: [] };
    counts.set(id, addRow(before, row));
  }
  return counts;
}

function addRow(counts: FileCounts, row: z.infer<typeof countRow>): FileCounts {
  if (row.disposition === 'call') return { ...counts, calls: counts.calls + row.records, weeks: row.weeks };
  const kind = row.disposition === 'ignored' ? 'ignored' : 'unreadable';
  return { ...counts, [kind]: { ...counts[kind], [row.reason]: row.records } };
}

let lastLoadId = 0n;

function newLoadId(): string {
  const wanted = BigInt(Date.now()) * 1_000_000n;
  lastLoadId = wanted > lastLoadId ? wanted : lastLoadId + 1n;
  return String(lastLoadId);
}
