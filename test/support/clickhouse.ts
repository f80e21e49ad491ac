import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onCluster } from '../../src/store/render.ts';
import { openServer } from '../../src/store/server.ts';
import { type EngineProcess, findLauncher, type Launcher, spawnEngine } from './engine-process.ts';

/** A ClickHouse that a test may write to. Databases are created by whoever opens them. */
export interface TestClickHouse {
  /** What `--data` takes to reach the given database. */
  location(database: string): string;
  /** It creates `Replicated…` tables; rows do not get into them, as its Keeper is only in memory. */
  readonly hasToyKeeper: boolean;
  /** Ends the processes that were started, or drops what was created on a server of someone else’s. */
  stop(): Promise<void>;
}

export interface Unavailable {
  readonly reason: string;
}

/** Starts one ClickHouse server, or takes the one that `SCOPELIGHT_TEST_CLICKHOUSE` names. */
export function startServer(): Promise<TestClickHouse | Unavailable> {
  const named = process.env.SCOPELIGHT_TEST_CLICKHOUSE;
  return named ? Promise.resolve(foreign(named)) : startNodes(1);
}

/**
 * Starts two servers that form a cluster of two shards, or takes the cluster that
 * `SCOPELIGHT_TEST_CLICKHOUSE_CLUSTER` names (a location with `?cluster=`).
 */
export function startCluster(): Promise<TestClickHouse | Unavailable> {
  const named = process.env.SCOPELIGHT_TEST_CLICKHOUSE_CLUSTER;
  return named ? Promise.resolve(foreign(named)) : startNodes(2);
}

interface Node {
  readonly http: number;
  readonly tcp: number;
}

const attempts = 3;
const startMsMax = 20_000;

async function startNodes(count: number): Promise<TestClickHouse | Unavailable> {
  const directory = mkdtempSync(join(tmpdir(), 'scopelight-test-'));
  const started = await startIn(directory, count);
  if ('reason' in started) {
    rmSync(directory, { recursive: true, force: true });
    process.stderr.write(`skipped what needs a ClickHouse server: ${started.reason}\n`);
  }
  return started;
}

async function startIn(directory: string, count: number): Promise<TestClickHouse | Unavailable> {
  const launcher = findLauncher(directory);
  if ('reason' in launcher) return launcher;
  let failure = '';
  // A port that was free a moment ago may be taken by the time the server listens.
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const nodes = await freeNodes(count);
    const processes = nodes.map((node, index) =>
      startNode(launcher, nodes, node, join(directory, `${attempt}-${index}`)),
    );
    failure = await firstFailure(nodes, processes);
    if (failure === '') return running(directory, nodes, processes);
    await stopAll(processes);
  }
  return { reason: `the server did not start: ${failure}` };
}

function running(
  directory: string,
  nodes: readonly Node[],
  processes: readonly EngineProcess[],
): TestClickHouse {
  const hosts = nodes.map((node) => `127.0.0.1:${node.http}`).join(',');
  const cluster = nodes.length > 1 ? '?cluster=pair' : '';
  return {
    hasToyKeeper: nodes.length === 1,
    location: (database) => `http://${hosts}/${database}${cluster}`,
    async stop() {
      await stopAll(processes);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function startNode(launcher: Launcher, nodes: readonly Node[], node: Node, directory: string): EngineProcess {
  mkdirSync(directory, { recursive: true });
  const config = join(directory, 'config.xml');
  writeFileSync(config, configuration(nodes));
  return spawnEngine(
    launcher,
    [
      `--config-file=${config}`,
      `--path=${join(directory, 'data')}`,
      '--listen_host=127.0.0.1',
      `--http_port=${node.http}`,
      `--tcp_port=${node.tcp}`,
      '--query',
      `SYSTEM START LISTEN QUERIES ALL;
       SELECT sleepEachRow(3) FROM numbers(1000000) FORMAT Null
       SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0`,
    ],
    directory,
  );
}

function configuration(nodes: readonly Node[]): string {
  const shards = nodes.map(
    ({ tcp }) => `<shard><replica><host>127.0.0.1</host><port>${tcp}</port></replica></shard>`,
  );
  return `<clickhouse>
    <users>
      <default><password></password><networks><ip>127.0.0.1</ip></networks></default>
      <guarded><password>open sesame</password><networks><ip>127.0.0.1</ip></networks></guarded>
    </users>
    <profiles><default></default></profiles>
    <quotas><default></default></quotas>
    <remote_servers><pair>${shards.join('')}</pair></remote_servers>
    ${nodes.length === 1 ? '<zookeeper><implementation>testkeeper</implementation></zookeeper>' : ''}
    <macros><shard>1</shard><replica>1</replica></macros>
  </clickhouse>`;
}

/** Waits until every node answers; gives the words of the first that ended instead. */
async function firstFailure(nodes: readonly Node[], processes: readonly EngineProcess[]): Promise<string> {
  const deadline = Date.now() + startMsMax;
  const ended = Promise.race(processes.map((one) => one.ended));
  const answered = nodes.map(async ({ http }) => {
    while (!(await answers(http))) {
      if (Date.now() > deadline) return `nothing answered within ${startMsMax} ms`;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return '';
  });
  const failures = Promise.all(answered).then((texts) => texts.find((text) => text !== '') ?? '');
  return Promise.race([failures, ended.then((text) => text || 'it ended at once')]);
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/ping`);
    return response.ok;
  } catch {
    return false;
  }
}

async function stopAll(processes: readonly EngineProcess[]): Promise<void> {
  await Promise.all(processes.map((one) => one.stop()));
}

async function freeNodes(count: number): Promise<Node[]> {
  const ports = await freePorts(count * 2);
  return Array.from({ length: count }, (_, index) => ({
    http: ports[index * 2] ?? 0,
    tcp: ports[index * 2 + 1] ?? 0,
  }));
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer();
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  return Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          const address = server.address();
          server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
        }),
    ),
  );
}

/** A server that was there before the test: it gets databases of its own, and loses them again. */
function foreign(named: string): TestClickHouse {
  const origin = /^https?:\/\/[^/?]+/i.exec(named)?.[0] ?? named;
  const search = named.includes('?') ? named.slice(named.indexOf('?')) : '';
  const prefix = `scopelight_test_${randomBytes(4).toString('hex')}`;
  const created = new Map<string, string>();
  return {
    hasToyKeeper: false,
    location(database) {
      const name = `${prefix}_${database}`;
      const location = `${origin}/${name}${search}`;
      created.set(name, location);
      return location;
    },
    async stop() {
      for (const [name, location] of created) {
        const store = await openServer(location);
        await store.define({
          name: 'clean up',
          sql: `DROP DATABASE IF EXISTS ${name}${onCluster(store.shape)}`,
        });
        await store.close();
      }
    },
  };
}
