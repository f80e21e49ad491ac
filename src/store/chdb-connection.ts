import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ClickHouseClientConfigOptions, parseError } from '@clickhouse/client';
import type { ChdbEngine } from './chdb-engine.ts';
import { type Surroundings, surroundingsShape } from './set-clause.ts';

/** What `@clickhouse/client` asks of whatever carries its statements. */
export type Connection = NonNullable<ClickHouseClientConfigOptions['connection']>;

type Request = Parameters<Connection['query']>[0];
type Answer = Awaited<ReturnType<Connection['exec']>>;

/**
 * Carries the statements of a ClickHouse client to the engine in this process.
 * `mode` says how queries are answered: `whole` never holds up the event loop; `streamed` keeps memory flat
 * whatever the size of the answer, but plans the query (with its scalar subqueries) before it returns.
 */
export function chdbConnection(engine: ChdbEngine, mode: 'whole' | 'streamed'): Connection {
  const run = async (request: Request, sql: string): Promise<Answer> => {
    try {
      const bytes = await engine.run(sql, surroundingsOf(request));
      return answer(request, Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)]));
    } catch (cause) {
      throw clientError(cause);
    }
  };
  const stream = async (request: Request): Promise<Answer> => {
    const pieces = piecesOf(engine, request);
    // What is wrong with the query shows with its first piece, and belongs to this call.
    const first = await pieces.next();
    return answer(
      request,
      Readable.from(first.done ? [] : following(first.value, pieces), { objectMode: false }),
    );
  };
  const withBody = async (request: Request, body: string | Readable | undefined): Promise<Answer> =>
    run(request, body === undefined ? request.query : `${request.query}\n${await textOf(body)}`);
  return {
    query: (request) => (mode === 'streamed' ? stream(request) : run(request, request.query)),
    command: (request) => run(request, request.query),
    exec: (request) => withBody(request, request.values),
    insert: (request) => withBody(request, request.values),
    async ping() {
      try {
        await engine.run('SELECT 1', { settings: {}, params: {} });
        return { success: true };
      } catch (cause) {
        return { success: false, error: clientError(cause) };
      }
    },
    close: () => engine.close(),
  };
}

const sliceBytes = 64 * 1024;

async function* piecesOf(engine: ChdbEngine, request: Request): AsyncGenerator<Buffer> {
  try {
    for await (const piece of engine.stream(request.query, surroundingsOf(request))) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      // The reader turns what it is handed into rows at once, and a few of these wait in its queue.
      for (let start = 0; start < bytes.length; start += sliceBytes)
        yield bytes.subarray(start, start + sliceBytes);
    }
  } catch (cause) {
    throw clientError(cause);
  }
}

async function* following(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

/** The client’s own types allow more than a {@link Parameter}; the store sends nothing else. */
function surroundingsOf(request: Request): Surroundings {
  return surroundingsShape.parse({ settings: request.clickhouse_settings, params: request.query_params });
}

function answer(request: Request, stream: Readable): Answer {
  return { stream, query_id: request.query_id ?? randomUUID(), response_headers: {}, http_status_code: 200 };
}

async function textOf(body: string | Readable): Promise<string> {
  if (typeof body === 'string') return body;
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

/** As the client reports a server’s error; the engine’s own words stay in its cause. */
function clientError(cause: unknown): Error {
  const error = parseError(cause instanceof Error ? cause : String(cause));
  if (error !== cause) error.cause = cause;
  return error;
}
