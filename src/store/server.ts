import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { ScopelightError } from '../model/error.ts';
import { clientStore, type Loader } from './client-store.ts';
import type { Shape } from './render.ts';
import type { LoadFile, Store } from './store.ts';

/**
 * Connects to a ClickHouse server or cluster.
 * @throws {ScopelightError} `store.unreachable` when nothing answers there.
 */
export async function openServer(location: string): Promise<Store> {
  const url = new URL(location);
  const cluster = url.searchParams.get('cluster');
  const shape: Shape = cluster
    ? { kind: 'cluster', cluster, isReplicated: url.searchParams.get('replicated') === '1' }
    : { kind: 'server' };
  url.search = '';
  const client = createClient({ url: url.href, request_timeout: 600_000 });
  const ping = await client.ping({ select: true });
  if (!ping.success) {
    await client.close();
    throw new ScopelightError('store.unreachable', `no ClickHouse server answers at \`${url.host}\``, {
      cause: ping.error,
      hint: 'check the address and credentials given with --data',
    });
  }
  return clientStore(client, shape, loadStreamed, () => {});
}

const encodings = { none: undefined, gzip: 'gzip', zstd: 'zstd', bzip2: 'bz2', xz: 'xz' } as const;

const loadStreamed: Loader = async (client, load, settings) => {
  for (const file of load.files) await streamFile(client, load, file, settings);
};

async function streamFile(
  client: ClickHouseClient,
  load: Parameters<Loader>[1],
  file: LoadFile,
  settings: Parameters<Loader>[2],
): Promise<void> {
  const source = `SELECT line, toUInt64(${file.id}) AS file_id FROM input('line String')`;
  const statement = load.insert(source);
  const encoding = encodings[file.compression];
  const body: Readable = createReadStream(file.path);
  const result = await client.exec({
    query: `${statement.sql}\nFORMAT ${load.format}`,
    query_params: { ...statement.params },
    clickhouse_settings: { ...settings, ...statement.settings },
    values: body,
    ...(encoding ? { http_headers: { 'Content-Encoding': encoding } } : {}),
  });
  result.stream.resume();
}
