import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type ChdbEngine, nativeCallsMax } from '../chdb-engine.ts';
import { turns } from '../turns.ts';
import { failureTrailer, protocolVersion, statementShape, versionHeader } from './protocol.ts';

/**
 * Lets other processes of the same user ask an engine, through a socket at `path`, until the returned function is called.
 * Whoever holds the engine holds its directory, so a socket that lies there already is what a crash left.
 */
export async function shareEngine(engine: ChdbEngine, path: string): Promise<() => Promise<void>> {
  rmSync(path, { force: true });
  const guests = leavingRoom(engine);
  const server = createServer((request, response) => {
    answer(guests, request, response).catch((cause: unknown) => refuse(response, cause));
  });
  // A statement may take as long as it may; its own bounds end it. A guest that thinks for long between two statements
  // does not hear that its connection was closed meanwhile, and would ask on it all the same.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.keepAliveTimeout = 0;
  server.listen(path);
  await once(server, 'listening');
  chmodSync(path, 0o600);
  // Nobody waits for guests: the process ends when its own work does.
  server.unref();
  return async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
    rmSync(path, { force: true });
  };
}

/** Guests together never take every turn of the engine, so that the process that shares it need not wait for them. */
function leavingRoom(engine: ChdbEngine): ChdbEngine {
  const takeTurn = turns(Math.max(1, nativeCallsMax() - 1));
  return {
    ...engine,
    run: (sql, surroundings) => takeTurn(() => engine.run(sql, surroundings)),
    async *stream(sql, surroundings) {
      const pieces = engine.stream(sql, surroundings);
      try {
        for (;;) {
          const piece = await takeTurn(() => pieces.next());
          if (piece.done) return;
          yield piece.value;
        }
      } finally {
        await pieces.return(undefined);
      }
    },
  };
}

async function answer(engine: ChdbEngine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader(versionHeader, protocolVersion);
  if (request.url === '/turn') {
    request.resume();
    await engine.exclusively(async () => {
      if (response.destroyed) return;
      response.flushHeaders();
      await once(response, 'close');
    });
    return;
  }
  const { sql, ...surroundings } = statementShape.parse(await json(request));
  if (request.url === '/run') {
    response.end(await engine.run(sql, surroundings));
    return;
  }
  response.setHeader('trailer', failureTrailer);
  const pieces = engine.stream(sql, surroundings);
  // What is wrong with the query shows with its first piece, before anything is said.
  const first = await pieces.next();
  await pipeline(async function* () {
    if (first.done) return;
    yield first.value;
    try {
      yield* pieces;
    } catch (cause) {
      response.addTrailers({ [failureTrailer]: encodeURIComponent(wordsOf(cause)) });
    }
  }, response);
}

function refuse(response: ServerResponse, cause: unknown): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(500).end(wordsOf(cause));
}

/** What the engine said, whole: which file it means stands at the end. */
function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
