import { z } from 'zod';
import { ScopelightError } from '../../model/error.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Load, LoadFile, Statement, Store } from '../../store/store.ts';
import { loadColumns } from '../../store/tables/calls.ts';
import { NamedAccount } from '../named-account.ts';

/** What became of one file’s records. */
export interface FileCounts {
  readonly calls: number;
  readonly ignored: Readonly<Record<string, number>>;
  readonly unreadable: Readonly<Record<string, number>>;
  /** Mondays (`YYYY-MM-DD`) of the weeks its calls fall in. */
  readonly weeks: readonly string[];
}

export const noCounts: FileCounts = { calls: 0, ignored: {}, unreadable: {}, weeks: [] };

export interface Batch {
  readonly provider: Provider;
  readonly envelope: string;
  readonly files: readonly LoadFile[];
  /** Epoch milliseconds; records from later than a day after it are not believed. */
  readonly now: number;
  /** The account that the files are said to be of; empty where nobody said. */
  readonly account: string;
  /** Turns a SELECT of the files’ lines into one of `(line, file_id)`, where the lines tell whose they are. */
  readonly unpacking?: (source: string) => string;
  /** More rows than the files can honestly hold end the statement. */
  readonly rowsMax?: number;
}

const memoryBytes = 1200 * 1024 ** 2;

/**
 * Loads files in one statement and gives what became of the records of each. What a failed attempt had stored is
 * stored once all the same when it is repeated, since equal records collapse.
 * @throws {ScopelightError} what the store throws; `store.failed` and `store.limit` only if some file is to blame.
 */
export async function loadBatch(store: Store, batch: Batch): Promise<ReadonlyMap<bigint, FileCounts>> {
  const loadId = newLoadId();
  try {
    await store.load({
      name: `load ${batch.provider.id} calls`,
      ...formatOf(batch),
      files: batch.files,
      insert: (source) => statementFor(batch, batch.unpacking?.(source) ?? source, loadId),
    });
  } catch (error) {
    if (isToBlameOnInput(error)) await assertSound(store, batch);
    throw error;
  }
  return countsOf(store, loadId);
}

function formatOf({ provider: { calls }, envelope, unpacking }: Batch): Pick<Load, 'format' | 'columns'> {
  if (unpacking) return { format: 'LineAsString' };
  const columns = calls.tables?.[envelope];
  if (columns) return { format: 'CSVWithNames', columns };
  return { format: calls.texts?.includes(envelope) ? 'LineAsString' : calls.format };
}

/** Whether a statement failed in a way that its input can lead to. */
export function isToBlameOnInput(error: unknown): error is ScopelightError {
  return error instanceof ScopelightError && (error.code === 'store.failed' || error.code === 'store.limit');
}

/** A statement that fails without any input fails for all files alike: then none of them is to blame. */
async function assertSound(store: Store, batch: Batch): Promise<void> {
  const columns = batch.provider.calls.tables?.[batch.envelope] ?? ['line'];
  const texts = columns.map((column) => `'' AS ${column}`).join(', ');
  const nothing = `SELECT ${texts}, toUInt64(0) AS file_id WHERE 0`;
  await store.run({
    name: `load no ${batch.provider.id} calls`,
    ...statementFor(batch, nothing, newLoadId()),
  });
}

function statementFor(batch: Batch, source: string, loadId: string): Omit<Statement, 'name'> {
  return readingStatement(
    batch,
    source,
    (records) => `INSERT INTO loads_v1 (load_id, ${loadColumns.join(', ')})
        SELECT toUInt64({loadId: String}), ${loadColumns.join(', ')}
        FROM (${records})`,
    loadId,
  );
}

/** A statement over the provider’s reading of `source`, with the bounds and settings that this takes. */
export function readingStatement(
  { provider, envelope, now, account, rowsMax }: Batch,
  source: string,
  sqlOver: (records: string) => string,
  loadId: string,
): Omit<Statement, 'name'> {
  const records = provider.calls.select(source, envelope);
  const { naming } = provider;
  const isNamed = naming !== undefined && account !== '';
  return {
    sql: sqlOver(isNamed ? new NamedAccount(naming, account).calls(records) : records),
    params: { loadId, now: Math.floor(now / 1000), ...(isNamed && { accountName: account }) },
    limits: { seconds: 3600, memoryBytes },
    settings: {
      ...(rowsMax === undefined ? {} : { max_rows_to_read: rowsMax }),
      // Lines may be whole documents: counted in rows, a block of them has no bound.
      input_format_max_block_size_bytes: 4 * 1024 * 1024,
      // Merged into one step, each expression would be evaluated lazily and row by row: ten times slower here.
      query_plan_merge_expressions: 0,
      // Looking for comparisons to derive from others takes longer than all other analysis of the statement, and finds none.
      optimize_and_compare_chain: 0,
      // Many small files give many small blocks; the join gathers them.
      min_joined_block_size_bytes: 16 * 1024 * 1024,
      // Most branches concern few records: what a branch does not need is not computed.
      short_circuit_function_evaluation: 'force_enable',
      // One view after the other, the whole statement would run on one thread.
      parallel_view_processing: 1,
      max_insert_threads: 2,
      // What is gathered before it is written takes several times its size, and is written by one thread while others wait.
      min_insert_block_size_bytes: 16 * 1024 * 1024,
      // Equal records collapse when parts merge, and readers count distinct calls; looking for them here costs a quarter.
      optimize_on_insert: 0,
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

async function countsOf(store: Store, loadId: string): Promise<ReadonlyMap<bigint, FileCounts>> {
  const rows = await store.query({
    name: 'records by file',
    sql: `SELECT toString(file_id) AS file_id, disposition, reason, sum(c.records) AS records,
        arraySort(groupUniqArrayArray(c.weeks)) AS weeks
      FROM load_counts_v1 AS c
      WHERE load_id = toUInt64({loadId: String})
      GROUP BY file_id, disposition, reason`,
    params: { loadId },
    row: countRow,
  });
  const counts = new Map<bigint, FileCounts>();
  for (const row of rows) {
    const id = BigInt(row.file_id);
    counts.set(id, addRow(counts.get(id) ?? noCounts, row));
  }
  return counts;
}

function addRow(counts: FileCounts, row: z.infer<typeof countRow>): FileCounts {
  if (row.disposition === 'call') return { ...counts, calls: counts.calls + row.records, weeks: row.weeks };
  const kind = row.disposition === 'ignored' ? 'ignored' : 'unreadable';
  return { ...counts, [kind]: { ...counts[kind], [row.reason]: row.records } };
}

let lastLoadId = 0n;

export function newLoadId(): string {
  const wanted = BigInt(Date.now()) * 1_000_000n;
  lastLoadId = wanted > lastLoadId ? wanted : lastLoadId + 1n;
  return String(lastLoadId);
}
