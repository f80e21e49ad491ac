import type { ClickHouseClient, Row as EngineRow } from '@clickhouse/client';
import { toStoreError } from './engine-error.ts';
import { formatSettings } from './load-columns.ts';
import { localName, onCluster, quote, type Shape } from './render.ts';
import { type EngineSettings, limitsOf, settingsOf } from './statement-settings.ts';
import type { Load, LoadFile, Parameter, Query, Statement, Store } from './store.ts';

/** What goes with a statement to the engine: its text, parameters, settings, and how long to wait. */
export interface Request {
  readonly query: string;
  readonly query_params: Record<string, Parameter>;
  readonly clickhouse_settings: EngineSettings;
  readonly abort_signal?: AbortSignal;
  readonly session_id?: string;
}

/** Runs one load in the way the engine at hand can: from its own file system, or streamed to it. */
export type Loader = (load: Load, requestOf: (source: string) => Request) => Promise<void>;

/** The parts in which one shape of engine differs from another. */
export interface Engine {
  readonly shape: Shape;
  /** One for each node; the first answers queries. */
  readonly clients: readonly [ClickHouseClient, ...ClickHouseClient[]];
  /** Answers queries whose result is read piece by piece. */
  readonly streaming: ClickHouseClient;
  readonly loader: Loader;
  /** Prepares the way for a request that the engine would not take as it is. */
  readonly prepare?: (client: ClickHouseClient, request: Request) => Promise<Request>;
  /** Time beyond a statement’s own bound after which a silent engine counts as gone. */
  readonly graceSeconds?: number;
}

/** Gives the store on top of ClickHouse clients, whichever engine answers them. */
export function clientStore({ shape, clients, streaming, loader, prepare, graceSeconds }: Engine): Store {
  const [client] = clients;
  const requestOf = (statement: Statement): Request => ({
    query: statement.sql,
    query_params: { ...statement.params },
    clickhouse_settings: settingsOf(statement, shape),
    ...(graceSeconds === undefined
      ? {}
      : { abort_signal: timeoutAfter(limitsOf(statement).seconds + graceSeconds) }),
  });
  const prepared = (on: ClickHouseClient, request: Request) =>
    prepare ? prepare(on, request) : Promise.resolve(request);
  const command = (statement: Statement, on: ClickHouseClient) =>
    guarded(statement.name, async () => {
      await on.command(await prepared(on, requestOf(statement)));
    });
  const told = shape.kind === 'cluster' && shape.hasQueue ? [client] : clients;
  const define = async (statement: Statement): Promise<void> => {
    for (const node of told) await command(statement, node);
  };
  const batchesOf = async function* (query: Statement): AsyncGenerator<EngineRow<unknown>[]> {
    try {
      // How long the answer takes is up to its reader.
      const { abort_signal: _, ...request } = await prepared(streaming, requestOf(query));
      const result = await streaming.query({ ...request, format: 'JSONEachRow' });
      for await (const batch of result.stream<unknown>()) yield batch;
    } catch (cause) {
      throw toStoreError(cause, { statement: query.name });
    }
  };
  return {
    shape,
    run: (statement) => command(statement, client),
    define,
    async query<Row>(query: Query<Row>): Promise<Row[]> {
      const rows = await guarded(query.name, async () => {
        const request = await prepared(client, requestOf(query));
        const result = await client.query({ ...request, format: 'JSONEachRow' });
        return result.json<unknown>();
      });
      return rows.map((row) => query.row.parse(row));
    },
    async *stream<Row>(query: Query<Row>) {
      for await (const batch of batchesOf(query)) yield batch.map((row) => query.row.parse(row.json()));
    },
    async insert(table, rows) {
      if (rows.length === 0) return;
      const { query: _, ...request } = requestOf({ name: `insert ${table}`, sql: '' });
      await guarded(`insert ${table}`, () =>
        client.insert({ ...request, table, values: rows, format: 'JSONEachRow' }),
      );
    },
    load: (load) =>
      guarded(load.name, () =>
        loader({ ...load, files: distinct(load.files) }, (source) => requestOf(loadStatement(load, source))),
      ),
    async replacePartitions(table, stage, partitions) {
      const from = localName(stage, shape);
      for (let at = 0; at < partitions.length; at += replacedMax) {
        const steps = partitions
          .slice(at, at + replacedMax)
          .map((partition) => `REPLACE PARTITION ID ${quote(partition)} FROM ${from}`);
        await define({
          name: `replace partitions of ${table}`,
          sql: `ALTER TABLE ${localName(table, shape)}${onCluster(shape)} ${steps.join(', ')}`,
          // Later versions refuse to replace by nothing, which is what a partition without rows must become.
          settings: { compatibility: '26.5' },
        });
      }
    },
    exclusively: (act) => act(),
    truncate: (table) =>
      define({
        name: `truncate ${table}`,
        sql: `TRUNCATE TABLE ${localName(table, shape)}${onCluster(shape)}`,
      }),
    async close() {
      for (const node of clients) await node.close();
    },
  };
}

function distinct(files: readonly LoadFile[]): readonly LoadFile[] {
  return [...new Map(files.map((file) => [file.id, file])).values()];
}

/** So many partitions are replaced by one statement. */
const replacedMax = 50;

const timerMsMax = 2 ** 31 - 1;

function timeoutAfter(seconds: number): AbortSignal {
  return AbortSignal.timeout(Math.min(seconds * 1000, timerMsMax));
}

async function guarded<T>(statement: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    throw toStoreError(cause, { statement });
  }
}

function loadStatement(load: Load, source: string): Statement {
  const { settings, ...statement } = load.insert(source);
  return { ...statement, name: load.name, settings: { ...formatSettings(load), ...settings } };
}
