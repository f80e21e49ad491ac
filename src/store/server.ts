import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { z } from 'zod';
import { ScopelightError } from '../model/error.ts';
import { clientStore } from './client-store.ts';
import { isUnreachable, messageOf, toStoreError } from './engine-error.ts';
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
  const clients = clientsOf(server, server.database);
  return clientStore({
    shape: server.shape,
    clients,
    streaming: clients[0],
    loader: loadOverHttp(clients),
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
  } catch (cause) {
    throw toStoreError(cause, { statement: 'open' });
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
  const [known] = z
    .array(clusterFacts)
    .parse(await rowsOf(client, clusterFactsSql, { cluster: shape.cluster }));
  if (!known || known.nodes === 0) {
    const others = known?.names.map((name) => `\`${name}\``).join(', ') || 'none';
    throw new ScopelightError(
      'usage.invalid',
      `the server knows no cluster \`${shape.cluster}\` (it knows ${others})`,
    );
  }
  if (!shape.hasQueue && known.nodes !== nodes.length) {
    throw new ScopelightError(
      'usage.invalid',
      `the cluster \`${shape.cluster}\` has ${known.nodes} nodes, but ${nodes.length} are named`,
      { hint: 'name every node, or only one if the cluster has Keeper to carry schema changes' },
    );
  }
  if (shape.hasQueue && !known.has_keeper) {
    throw new ScopelightError(
      'usage.invalid',
      `the cluster \`${shape.cluster}\` has no Keeper to carry schema changes`,
      { hint: 'name all its nodes: `http://host1:8123,host2:8123/database?cluster=NAME`' },
    );
  }
}

const clusterFacts = z.object({
  nodes: z.number(),
  names: z.array(z.string()),
  has_keeper: z.coerce.boolean(),
});

const clusterFactsSql = `
  SELECT
    toUInt32(countIf(cluster = {cluster: String})) AS nodes,
    arraySort(groupUniqArray(cluster)) AS names,
    (SELECT count() FROM system.tables WHERE database = 'system' AND name = 'zookeeper') > 0 AS has_keeper
  FROM system.clusters`;

async function createDatabase(
  clients: readonly [ClickHouseClient, ...ClickHouseClient[]],
  { database, shape }: ServerLocation,
): Promise<void> {
  const nodes = shape.kind === 'cluster' && shape.hasQueue ? [clients[0]] : clients;
  for (const client of nodes) {
    // Looking first spares those who may use a database, but not create one.
    const sql = 'SELECT name FROM system.databases WHERE name = {database: String}';
    if ((await rowsOf(client, sql, { database })).length > 0) continue;
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}${onCluster(shape)}` });
  }
}

async function rowsOf(
  client: ClickHouseClient,
  query: string,
  query_params: Record<string, string>,
): Promise<unknown[]> {
  const result = await client.query({ query, query_params, format: 'JSONEachRow' });
  return result.json();
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
