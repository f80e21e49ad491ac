import type { z } from 'zod';
import type { Shape } from './render.ts';

/** A value bound to a `{name: Type}` parameter; never spliced into the text. */
export type Parameter = string | number | boolean | readonly string[] | readonly number[] | null;

export interface Limits {
  readonly seconds: number;
  readonly memoryBytes: number;
}

export interface Statement {
  /** Names the statement in the engine's log and in errors. */
  readonly name: string;
  readonly sql: string;
  readonly params?: Readonly<Record<string, Parameter>>;
  /** Defaults: 180 s and 2 GiB. */
  readonly limits?: Partial<Limits>;
  readonly settings?: Readonly<Record<string, string | number>>;
}

export interface Query<Row> extends Statement {
  readonly row: z.ZodType<Row>;
  /** Says that the answer is asked for again and again, and stays the same until something is loaded. */
  readonly staysUntilLoad?: boolean;
}

/** One file for {@link Store.load}. */
export interface LoadFile {
  /** What the SELECT sees as `file_id`. */
  readonly id: bigint;
  readonly path: string;
  /** As found by its first bytes, not its name. */
  readonly compression: 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz';
}

export interface Load {
  readonly name: string;
  /** Format of the raw lines: whole JSON values, lines of text, or tables whose first line names their columns. */
  readonly format: 'JSONAsString' | 'LineAsString' | 'CSVWithNames';
  /** Columns of tables that are read, all of them texts; a table that lacks one has it empty. */
  readonly columns?: readonly string[];
  readonly files: readonly LoadFile[];
  /** The INSERT for a source of rows `(line String, file_id UInt64)`, or of the columns and `file_id`. */
  readonly insert: (source: string) => Omit<Statement, 'name'>;
}

/**
 * The engine behind one door. Embedded, server and cluster answer alike.
 * Every statement is bounded in time and memory.
 * @throws {ScopelightError} `store.limit` when a bound is hit, `store.unreachable`, `store.failed`.
 */
export interface Store {
  readonly shape: Shape;
  query<Row>(query: Query<Row>): Promise<Row[]>;
  /**
   * Answers like `query`, in batches as the engine produces them: memory stays flat however long the answer.
   * Leaving the loop early stops the query. A failure half-way is thrown after the rows before it.
   */
  stream<Row>(query: Query<Row>): AsyncIterable<readonly Row[]>;
  run(statement: Statement): Promise<void>;
  /** Runs a statement of the schema, rendered for this shape, wherever it has to be told. */
  define(statement: Statement): Promise<void>;
  /**
   * Inserts rows; keys are column names, times are epoch milliseconds, ids of 64 bits are strings.
   * A row of a durable table is on disk when this returns, and so is everything written before it.
   */
  insert(table: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
  /**
   * Streams raw files through an INSERT … SELECT inside the engine. When it fails, any part of the batch
   * may have been stored.
   * @throws {ScopelightError} with `details.fileId` when one file is known to be the cause.
   */
  load(load: Load): Promise<void>;
  /**
   * Replaces whole partitions of `table` by those built in `stage`, each in one step (on each shard);
   * a partition that `stage` lacks is emptied.
   */
  replacePartitions(table: string, stage: string, partitions: readonly string[]): Promise<void>;
  /**
   * Runs an act that writes while no other such act does, as far as the engine can tell: the embedded one can, whichever
   * process asks.
   */
  exclusively<T>(act: () => Promise<T>): Promise<T>;
  /** Empties a table that only holds work in progress. */
  truncate(table: string): Promise<void>;
  /** Gives up what is still running and frees the directory or the connections. */
  close(): Promise<void>;
}
