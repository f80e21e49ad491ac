import type { FastifyInstance } from 'fastify';
import { ScopelightError } from '../model/error.ts';
import { isLoopback } from './guard-requests.ts';

export interface ListenInput {
  readonly host: string;
  /** The first free one from {@link firstPort} on where it is missing; 0 is any. */
  readonly port?: number | undefined;
}

/** Where the page is looked for first. */
export const firstPort = 7700;
const portsTried = 20;

/**
 * Begins to listen on this machine alone, and gives the address to open.
 * @throws {ScopelightError} `server.address` for an address that others can reach, `server.port-in-use`
 */
export async function listen(app: FastifyInstance, { host, port }: ListenInput): Promise<string> {
  if (!isLoopback(host)) throw notLoopback(host);
  const ports =
    port === undefined ? Array.from({ length: portsTried }, (_, index) => firstPort + index) : [port];
  for (const candidate of ports) {
    try {
      return (await app.listen({ host, port: candidate })).replace('127.0.0.1', 'localhost');
    } catch (error) {
      if (!isInUse(error)) throw error;
    }
  }
  throw new ScopelightError(
    'server.port-in-use',
    port === undefined
      ? `the ports ${firstPort} to ${firstPort + portsTried - 1} are all in use`
      : `port ${port} is in use by another program`,
    { hint: 'name another with --port' },
  );
}

function notLoopback(host: string): ScopelightError {
  return new ScopelightError(
    'server.address',
    `\`${host}\` can be reached from other machines, and the server asks nobody who they are`,
    {
      hint: `leave out --host; to look from another machine, forward the port: \`ssh -L ${firstPort}:127.0.0.1:${firstPort} HOST\``,
    },
  );
}

function isInUse(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
  );
}
