import { constants } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { Session } from 'chdb';
import { ScopelightError } from '../model/error.ts';
import { type Surroundings, setClause } from './set-clause.ts';
import { turns } from './turns.ts';

/** An engine open on one directory, by this process or by another one that shares it. */
export interface ChdbEngine {
  /** Runs a statement; gives what it answers, in the format it names. */
  run(sql: string, surroundings: Surroundings): Promise<Uint8Array>;
  /** Runs a query whose answer is fetched piece by piece, as the reader asks for it. */
  stream(sql: string, surroundings: Surroundings): AsyncGenerator<Uint8Array>;
  /** Runs an act while no other one runs that asked for the same, in whichever process. */
  exclusively<T>(act: () => Promise<T>): Promise<T>;
  /** Stops what is running, waits for it, and frees the directory. */
  close(): Promise<void>;
}

/** A session, and what the statements before have left in it. */
interface Seat {
  readonly session: Session;
  settings: readonly string[];
  readonly params: Set<string>;
}

/**
 * Opens the engine on `directory`. A session of its own for every statement under way keeps statements
 * side by side and their settings and parameters apart, as they are over HTTP.
 * The engine holds one directory per process, and one process per directory.
 * @throws {ScopelightError} `store.unsupported` where the engine has no build for this platform.
 */
export async function openChdb(directory: string, args: readonly string[]): Promise<ChdbEngine> {
  const { Session, drainPending } = await libraryOf();
  const takeTurn = turns(nativeCallsMax());
  const first = seat(new Session(directory, { connectionArgs: args }));
  const seats = new Set([first]);
  const idle = [first];
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;

  const onExit = (code: number): void => {
    if (underWay.size > 0 || signalsByCode.has(code)) dieNow(code, onExit);
  };
  process.prependListener('exit', onExit);

  const take = (sql: string, { params }: Surroundings): Seat => {
    if (isClosed) throw closed();
    const index = idle.findIndex((candidate) => !remembersTooMuch(candidate, sql, params));
    const taken =
      idle.splice(index, index < 0 ? 0 : 1)[0] ?? seat(new Session(directory, { connectionArgs: args }));
    seats.add(taken);
    return taken;
  };
  const call = async <T>(act: () => Promise<T>): Promise<T> => {
    const done = takeTurn(() => (isClosed ? Promise.reject(closed()) : act()));
    const settled = done.then(noop, noop);
    underWay.add(settled);
    await settled;
    underWay.delete(settled);
    return done;
  };
  const prepare = (taken: Seat, surroundings: Surroundings): string => {
    const clause = setClause(surroundings, taken.settings);
    taken.settings = Object.keys(surroundings.settings);
    for (const name of Object.keys(surroundings.params)) taken.params.add(name);
    return clause;
  };

  return {
    exclusively: turns(1),
    async run(sql, surroundings) {
      const taken = take(sql, surroundings);
      try {
        const clause = prepare(taken, surroundings);
        const result = await call(() => taken.session.queryAsync(`${clause}${sql}`));
        return result.bytes();
      } finally {
        idle.push(taken);
      }
    },
    async *stream(sql, surroundings) {
      const taken = take(sql, surroundings);
      let pieces: AsyncIterator<{ raw(): Uint8Array }> | undefined;
      try {
        const clause = prepare(taken, surroundings);
        if (clause) await call(() => taken.session.queryAsync(clause));
        const answer = taken.session.queryStream(sql)[Symbol.asyncIterator]();
        pieces = answer;
        for (;;) {
          const piece = await call(() => answer.next());
          // A session that is closed ends its answers as if they were whole.
          if (isClosed) throw new Error('the store was closed meanwhile');
          if (piece.done) return;
          yield piece.value.raw();
        }
      } finally {
        await pieces?.return?.();
        idle.push(taken);
      }
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      process.off('exit', onExit);
      if (underWay.size > 0) await stopAll(new Session(directory, { connectionArgs: args }), underWay);
      for (const { session } of seats) session.close();
      await drainPending();
    },
  };
}

/** The library runs each call on a thread of Node’s small pool; one stays free for files and names. */
export function nativeCallsMax(): number {
  const threads = Number(process.env.UV_THREADPOOL_SIZE) || 4;
  return Math.max(1, threads - 1);
}

function seat(session: Session): Seat {
  return { session, settings: [], params: new Set() };
}

/** A setting can be put back, a parameter cannot: one that this statement forgot to give must not be found. */
function remembersTooMuch({ params }: Seat, sql: string, given: Surroundings['params']): boolean {
  return [...sql.matchAll(/\{\s*([A-Za-z_]\w*)\s*:/g)].some(
    ([, name = '']) => params.has(name) && !Object.hasOwn(given, name),
  );
}

/** A statement that was only just handed over cannot be stopped yet; so it is told again until it has ended. */
async function stopAll(session: Session, underWay: ReadonlySet<Promise<unknown>>): Promise<void> {
  try {
    while (underWay.size > 0) {
      await session.queryAsync("KILL QUERY WHERE query NOT LIKE 'KILL QUERY%' ASYNC");
      await Promise.race([Promise.all(underWay), setTimeout(20)]);
    }
  } finally {
    session.close();
  }
}

function closed(): Error {
  return new Error('the store is closed');
}

const signalsByCode = new Map<number, NodeJS.Signals>(
  (['SIGHUP', 'SIGINT', 'SIGTERM'] as const).map((signal) => [128 + constants.signals[signal], signal]),
);

/**
 * Ends the process by a signal: the one its exit code stands for, if any. Left to end by itself while a
 * statement runs, it would wait for that statement, and then the library may crash or never finish; so an
 * interrupt never leaves it to itself. Whoever wants another exit code closes the store first.
 */
function dieNow(code: number, caller: (code: number) => void): void {
  for (const listener of process.listeners('exit')) if (listener !== caller) listener.call(process, code);
  const signal = signalsByCode.get(code) ?? 'SIGKILL';
  if (signal !== 'SIGKILL') process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/** Loads half a gigabyte of engine only when it is asked for, so that the rest runs where it cannot. */
async function libraryOf(): Promise<typeof import('chdb')> {
  try {
    return await import('chdb');
  } catch (cause) {
    throw new ScopelightError(
      'store.unsupported',
      `the embedded engine does not run on ${process.platform}-${process.arch}`,
      { cause, hint: 'use Linux with glibc or macOS, or name a ClickHouse server with --data http://…' },
    );
  }
}

function noop(): void {}
