import { type ClickHouseClient, ClickHouseError } from '@clickhouse/client';
import { ScopelightError } from '../model/error.ts';
import { localName, onCluster, quote, type Shape } from './render.ts';
import type { Load, Query, Statement, Store } from './store.ts';

const defaultLimits = { seconds: 60, memoryBytes: 2 * 1024 ** 3 };

type ClientSettings = Record<string, string | number>;

/** Runs one load in the way the engine at hand can: from its own file system, or streamed to it. */
export type Loader = (client: ClickHouseClient, load: Load, settings: ClientSettings) => Promise<void>;

/** Gives the store on top of a ClickHouse client, whichever engine answers it. */
export function clientStore(
  client: ClickHouseClient,
  shape: Shape,
  loader: Loader,
  onClose: () => void,
): Store {
  const run = async (statement: Statement): Promise<void> => {
    await guarded(statement.name, () =>
      client.command({
        query: statement.sql,
        query_params: { ...statement.params },
        clickhouse_settings: settingsOf(statement, shape),
      }),
    );
  };
  return {
    shape,
    run,
    async query<Row>(query: Query<Row>): Promise<Row[]> {
      const rows = await guarded(query.name, async () => {
        const result = await client.query({
          query: query.sql,
          query_params: { ...query.params },
          format: 'JSONEachRow',
          clickhouse_settings: settingsOf(query, shape),
        });
        return result.json<unknown>();
      });
      return rows.map((row) => query.row.parse(row));
    },
    async insert(table, rows) {
      if (rows.length === 0) return;
      const statement = { name: `insert ${table}`, sql: '' };
      await guarded(statement.name, () =>
        client.insert({
          table,
          values: rows,
          format: 'JSONEachRow',
          clickhouse_settings: settingsOf(statement, shape),
        }),
      );
    },
    load: (load) =>
      guarded(load.name, () =>
        loader(client, load, settingsOf({ ...load.insert(''), name: load.name }, shape)),
      ),
    async replacePartitions(table, stage, partitions) {
      for (const partition of partitions) {
        await run({
          name: `replace partition of ${table}`,
          sql: `ALTER TABLE ${localName(table, shape)}${onCluster(shape)}
            REPLACE PARTITION ID ${quote(partition)} FROM ${localName(stage, shape)}`,
        });
      }
    },
    truncate: (table) =>
      run({ name: `truncate ${table}`, sql: `TRUNCATE TABLE ${localName(table, shape)}${onCluster(shape)}` }),
    async close() {
      await client.close();
      onClose();
    },
  };
}

function settingsOf(statement: Statement, shape: Shape): ClientSettings {
  const limits = { ...defaultLimits, ...statement.limits };
  return {
    max_execution_time: limits.seconds,
    max_memory_usage: String(limits.memoryBytes),
    log_comment: `scopelight ${statement.name}`,
    output_format_json_quote_64bit_integers: 1,
    // A row counts as stored only once every shard has it.
    ...(shape.kind === 'cluster' ? { distributed_foreground_insert: 1 } : {}),
    ...statement.settings,
  };
}

const limitCodes = new Set(['TIMEOUT_EXCEEDED', 'MEMORY_LIMIT_EXCEEDED', 'TOO_SLOW']);

async function guarded<T>(name: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (!(cause instanceof ClickHouseError)) throw cause;
    if (cause.type && limitCodes.has(cause.type)) {
      throw new ScopelightError('store.limit', `\`${name}\` hit its limit: ${firstLine(cause.message)}`, {
        cause,
        hint: 'narrow the window, or give the engine more memory',
      });
    }
    throw new ScopelightError('store.failed', `the engine refused \`${name}\`: ${firstLine(cause.message)}`, {
      cause,
    });
  }
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').slice(0, 600);
}
