import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that this machine alone can ask. */
export interface Loopback {
  readonly port: number;
  /** Ends it with whatever is still asked of it. */
  close(): Promise<void>;
}

/** Lets a server listen on some free port of this machine. */
export async function onLoopback(server: Server): Promise<Loopback> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
