import { ScopelightError } from '../model/error.ts';
import type { Shape } from './render.ts';

/** Where a ClickHouse server or cluster is, as given with `--data`. */
export interface ServerLocation {
  /** Origins of the nodes named, without credentials. */
  readonly nodes: readonly string[];
  readonly username: string;
  readonly password: string;
  readonly database: string;
  readonly shape: Exclude<Shape, { kind: 'embedded' }>;
}

/** Tells the URL of a server or cluster from a directory. */
export function isServer(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

const pattern = /^(?<scheme>https?):\/\/(?:(?<user>[^/?#@]*)@)?(?<hosts>[^/?#@]+)(?<rest>[/?].*)?$/i;
const parameters = new Set(['cluster', 'replicated']);

/**
 * Reads `http://user:password@host:8123/database`, and for a cluster `…?cluster=NAME`.
 *
 * A cluster with a queue for schema changes (it needs Keeper) is named by any one of its nodes; statements
 * then run `ON CLUSTER`. `&replicated=1` makes its tables `Replicated…`.
 * A cluster without one is named by all its nodes, `http://host1:8123,host2:8123/database?cluster=NAME`:
 * schema changes and partition swaps go to each of them in turn.
 * @throws {ScopelightError} `usage.invalid` when it cannot be read.
 */
export function parseServerLocation(location: string): ServerLocation {
  const groups = pattern.exec(location)?.groups;
  if (!groups) throw invalid(location, 'expected `http://host:8123/database`');
  const [username = '', ...password] = (groups.user ?? '').split(':');
  const { hosts = '', scheme = 'http', rest = '/' } = groups;
  const nodes = hosts.split(',').map((host) => originOf(`${scheme}://${host}`, location));
  if (new Set(nodes).size < nodes.length) throw invalid(location, 'a node is named twice');
  const { pathname, searchParams } = new URL(rest, 'http://any');
  const unknown = [...searchParams.keys()].find((name) => !parameters.has(name));
  if (unknown !== undefined) throw invalid(location, `unknown parameter \`${unknown}\``);
  const database = databaseOf(decoded(pathname.slice(1), location), location);
  return {
    nodes,
    username: decoded(username, location) || 'default',
    password: decoded(password.join(':'), location),
    database,
    shape: shapeOf(nodes, database, searchParams, location),
  };
}

function shapeOf(
  nodes: readonly string[],
  database: string,
  searchParams: URLSearchParams,
  location: string,
): ServerLocation['shape'] {
  const cluster = searchParams.get('cluster');
  const isReplicated = searchParams.get('replicated') === '1';
  if (cluster) {
    const hasQueue = isReplicated || nodes.length === 1;
    return { kind: 'cluster', cluster, database, isReplicated, hasQueue };
  }
  if (nodes.length > 1) throw invalid(location, 'several nodes need `?cluster=NAME`');
  if (isReplicated) throw invalid(location, '`replicated=1` needs `?cluster=NAME`');
  return { kind: 'server' };
}

function originOf(text: string, location: string): string {
  try {
    return new URL(text).origin;
  } catch {
    throw invalid(location, `\`${text}\` is no address`);
  }
}

function databaseOf(name: string, location: string): string {
  if (name === '') return 'default';
  if (!/^\w+$/.test(name)) throw invalid(location, 'a database is named by letters, digits and _');
  return name;
}

function decoded(text: string, location: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid(location, 'a % in it is not followed by two hexadecimal digits');
  }
}

function invalid(location: string, reason: string): ScopelightError {
  const shown = location.replace(/\/\/[^/?#@]*@/, '//…@');
  return new ScopelightError('usage.invalid', `cannot read the server’s location \`${shown}\`: ${reason}`, {
    hint: 'give a directory, or a URL such as `http://user:password@host:8123/database?cluster=NAME`',
  });
}
