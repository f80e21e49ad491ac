import type { Shape } from './render.ts';
import type { Limits, Statement } from './store.ts';

export type EngineSettings = Record<string, string | number>;

const defaultLimits: Limits = { seconds: 180, memoryBytes: 2 * 1024 ** 3 };

export function limitsOf(statement: Pick<Statement, 'limits'>): Limits {
  return { ...defaultLimits, ...statement.limits };
}

/** The settings every statement runs under: its bounds, its name for the engine’s log, and exact numbers. */
export function settingsOf(
  statement: Pick<Statement, 'name' | 'limits' | 'settings'>,
  shape: Shape,
): EngineSettings {
  const limits = limitsOf(statement);
  return {
    max_execution_time: limits.seconds,
    max_memory_usage: String(limits.memoryBytes),
    // What would not fit is gathered on the disk: slower, but no failure.
    max_bytes_before_external_group_by: String(Math.floor(limits.memoryBytes / 3)),
    max_bytes_before_external_sort: String(Math.floor(limits.memoryBytes / 3)),
    log_comment: `scopelight ${statement.name}`,
    output_format_json_quote_64bit_integers: 1,
    // Where the engine runs must not decide what a time without a zone means.
    session_timezone: 'UTC',
    // A load may span decades of weeks, but dates are an attacker’s to choose.
    max_partitions_per_insert_block: partitionsMax,
    ...shapeSettings(shape),
    ...statement.settings,
  };
}

const partitionsMax = 2_000;
/** Long lists become part of the statement where they are bound. */
export const queryBytesMax = 1024 ** 3;

function shapeSettings(shape: Shape): EngineSettings {
  if (shape.kind === 'embedded') return {};
  if (shape.kind === 'server') return { max_query_size: queryBytesMax };
  return {
    max_query_size: queryBytesMax,
    // A row counts as stored only once its shard has it.
    distributed_foreground_insert: 1,
    // Each side of a join lies on all shards.
    distributed_product_mode: 'global',
    ...(shape.isReplicated ? replicatedSettings : {}),
  };
}

const replicatedSettings: EngineSettings = {
  // Read from the replica that was written to, as long as it lives.
  load_balancing: 'in_order',
  // Exactly-once is kept by row ids; equal blocks are not always the same block.
  insert_deduplicate: 0,
};
