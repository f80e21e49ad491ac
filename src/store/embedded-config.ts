import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { queryBytesMax } from './statement-settings.ts';

/**
 * What the engine is told when it starts in this process: a tool on someone’s machine, not a server that
 * owns it. Its caches default to more memory than many laptops have.
 */
const configuration = `<clickhouse>
  <mark_cache_size>67108864</mark_cache_size>
  <primary_index_cache_size>67108864</primary_index_cache_size>
  <index_mark_cache_size>16777216</index_mark_cache_size>
  <query_condition_cache_size>16777216</query_condition_cache_size>
  <compiled_expression_cache_size>33554432</compiled_expression_cache_size>
  <max_server_memory_usage_to_ram_ratio>0.7</max_server_memory_usage_to_ram_ratio>
  <background_pool_size>2</background_pool_size>
  <background_merges_mutations_concurrency_ratio>1</background_merges_mutations_concurrency_ratio>
</clickhouse>
`;

const settings = {
  // Every thread holds blocks of its own; beyond these a load gains little and takes memory.
  max_threads: Math.min(availableParallelism(), 8),
  // A mapped file that shrinks while it is read would end the whole process.
  storage_file_read_method: 'pread',
  max_query_size: queryBytesMax,
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
  compile_sort_description: 0,
};

/** Writes the engine’s configuration into `directory` and gives the arguments that make it read it. */
export function engineArguments(directory: string): readonly string[] {
  const file = join(directory, 'engine.xml');
  writeFileSync(file, configuration);
  return [`--config-file=${file}`, ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)];
}
