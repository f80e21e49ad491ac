import { once } from 'node:events';
import { Agent, type IncomingMessage, request as send } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import { ScopelightError } from '../../model/error.ts';
import type { ChdbEngine } from '../chdb-engine.ts';
import type { Surroundings } from '../set-clause.ts';
import { failureTrailer, protocolVersion, versionHeader } from './protocol.ts';

/**
 * Joins the engine that another process shares at a socket; undefined where none answers.
 * @throws {ScopelightError} `store.in-use` when that process is of a version that this one does not understand
 */
export async function joinEngine(path: string): Promise<ChdbEngine | undefined> {
  const agent = new Agent({ keepAlive: true });
  const ask = async (what: string, body: string): Promise<IncomingMessage> => {
    const asked = send({ agent, socketPath: path, path: what, method: 'POST' });
    asked.end(body);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return response;
  };
  const put = async (what: string, sql: string, surroundings: Surroundings): Promise<IncomingMessage> => {
    const response = await whileHeld(ask(what, JSON.stringify({ sql, ...surroundings })));
    if (response.statusCode === 200) return response;
    throw new Error(await whileHeld(text(response)));
  };
  const engine: ChdbEngine = {
    async run(sql, surroundings) {
      const response = await put('/run', sql, surroundings);
      return whileHeld(buffer(response));
    },
    async *stream(sql, surroundings) {
      const response = await put('/stream', sql, surroundings);
      const pieces = response[Symbol.asyncIterator]();
      for (;;) {
        const piece = await whileHeld(pieces.next());
        if (piece.done) break;
        yield piece.value;
      }
      const failure = response.trailers[failureTrailer];
      if (failure !== undefined) throw new Error(decodeURIComponent(failure));
    },
    async exclusively(act) {
      const turn = await whileHeld(ask('/turn', ''));
      try {
        return await act();
      } finally {
        turn.destroy();
      }
    },
    async close() {
      agent.destroy();
    },
  };
  const greeted = await greet(() =>
    ask('/run', JSON.stringify({ sql: 'SELECT 1', settings: {}, params: {} })),
  );
  if (!greeted) return undefined;
  greeted.resume();
  if (greeted.headers[versionHeader] === protocolVersion) return engine;
  await engine.close();
  throw new ScopelightError('store.in-use', 'another version of scopelight serves this data directory', {
    hint: 'stop it, or use the same version',
  });
}

/** Says why a connection broke off. */
async function whileHeld<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    throw new Error('the process that holds the data ended', { cause });
  }
}

async function greet(ask: () => Promise<IncomingMessage>): Promise<IncomingMessage | undefined> {
  try {
    return await ask();
  } catch {
    // Nobody listens there: no socket, or one that a crash left.
    return undefined;
  }
}
