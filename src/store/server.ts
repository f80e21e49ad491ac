import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { z } from 'zod';
import { ScopelightError } from '../model/error.ts';
import { clientStore } from './client-store.ts';
import { isUnreachable, messageOf } from './engine-error.ts';
import { bindLongParameters } from './long-parameters.ts';
import { onCluster } from './render.ts';
import { loadOverHttp } from './server-load.ts';
import { parseServerLocation, type ServerLocation } from './server-location.ts';
import type { Store } from './store.ts';

/**
 * Connects to a ClickHouse server or cluster ({@link parseServerLocation} says how it is named), and creates
 * the database if it is missing.
 * @throws {ScopelightError} `store.unreachable` when nothing answers there, or it does not let us in.
 */
export async function openServer(location: string): Promise<Store> {
  const server = parseServerLocation(location);
  await prepare(server);
  const [first, ...others] = clientsOf(server, server.database);
  return clientStore({
    shape: server.shape,
    clients: server.shape.kind === 'cluster' && !server.shape.hasQueue ? [first, ...others] : [first],
    streaming: first,
    loader: loadOverHttp([first, ...others]),
    prepare: bindLongParameters,
    graceSeconds: 30,
  });
}

async function prepare(server: ServerLocation): Promise<void> {
  // A database that does not exist yet cannot be spoken to.
  const clients = clientsOf(server, 'default');
  try {
    for (const [index, client] of clients.entries()) await greet(client, server.nodes[index] ?? '');
    await checkCluster(clients[0], server);
    await createDatabase(clients, server);
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

async function greet(client: ClickHouseClient, node: string): Promise<void> {
  const ping = await client.ping({ select: true });
  if (ping.success) return;
  const { host } = new URL(node);
  const message = isUnreachable(ping.error)
    ? `no ClickHouse server answers at \`${host}\``
    : `the server at \`${host}\` does not let us in: ${messageOf(ping.error)}`;
  throw new ScopelightError('store.unreachable', message, {
    cause: ping.error,
    hint: 'check the address and credentials given with --data',
  });
}

async function checkCluster(client: ClickHouseClient, { shape, nodes }: ServerLocation): Promise<void> {
  if (shape.kind !== 'cluster') return;
  const result = await client.query({
    query:
      'SELECT cluster, toUInt32(count()) AS nodes FROM system.clusters GROUP BY cluster ORDER BY cluster',
    format: 'JSONEachRow',
  });
  const clusters = z.array(z.object({ cluster: z.string(), nodes: z.number() })).parse(await result.json());
  const found = clusters.find(({ cluster }) => cluster === shape.cluster);
  if (!found) {
    const known = clusters.map(({ cluster }) => `\`${cluster}\``).join(', ') || 'none';
    throw new ScopelightError(
      'usage.invalid',
      `the server knows no cluster \`${shape.cluster}\` (it knows ${known})`,
    );
  }
  if (!shape.hasQueue && found.nodes !== nodes.length) {
    throw new ScopelightError(
      'usage.invalid',
      `the cluster \`${shape.cluster}\` has ${found.nodes} nodes, but ${nodes.length} are named`,
      { hint: 'name every node, or only one if the cluster has Keeper to carry schema changes' },
    );
  }
}

async function createDatabase(
  clients: readonly [ClickHouseClient, ...ClickHouseClient[]],
  { database, shape }: ServerLocation,
): Promise<void> {
  const nodes = shape.kind === 'cluster' && shape.hasQueue ? [clients[0]] : clients;
  for (const client of nodes) {
    // Looking first spares those who may use a database, but not create one.
    const result = await client.query({
      query: 'SELECT name FROM system.databases WHERE name = {database: String}',
      query_params: { database },
      format: 'JSONEachRow',
    });
    if ((await result.json()).length > 0) continue;
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}${onCluster(shape)}` });
  }
}

function clientsOf(server: ServerLocation, database: string): [ClickHouseClient, ...ClickHouseClient[]] {
  const [first, ...others] = server.nodes.map((node) =>
    createClient({
      url: node,
      database,
      username: server.username,
      password: server.password,
      // Every statement has its own bound; silence on a connection is not one.
      request_timeout: 2 ** 31 - 1,
      max_open_connections: 32,
      // What goes wrong is thrown, not printed.
      log: { level: ClickHouseLogLevel.OFF },
    }),
  );
  if (!first) throw new ScopelightError('usage.invalid', 'no server is named');
  return [first, ...others];
}
