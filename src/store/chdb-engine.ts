import type { Session } from 'chdb';
import { ScopelightError } from '../model/error.ts';
import { type Surroundings, setClause } from './set-clause.ts';
import { turns } from './turns.ts';

/** The engine in this process, open on one directory. */
export interface ChdbEngine {
  /** Runs a statement; gives what it answers, in the format it names. */
  run(sql: string, surroundings: Surroundings): Promise<Uint8Array>;
  /** Runs a query whose answer is fetched piece by piece, as the reader asks for it. */
  stream(sql: string, surroundings: Surroundings): AsyncGenerator<Uint8Array>;
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
  const stopper = new Session(directory);
  const seats = new Set([first]);
  const idle = [first];
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;

  // A process cannot end before what runs in it has; this comes before the library gives up its sessions.
  const stopAll = (): void => {
    if (underWay.size > 0) stopper.query("KILL QUERY WHERE query NOT LIKE 'KILL QUERY%' ASYNC");
  };
  process.prependListener('exit', stopAll);

  const take = (sql: string, { params }: Surroundings): Seat => {
    if (isClosed) throw new Error('the store is closed');
    const index = idle.findIndex((candidate) => !remembersTooMuch(candidate, sql, params));
    const taken = idle.splice(index, index < 0 ? 0 : 1)[0] ?? seat(new Session(directory));
    seats.add(taken);
    return taken;
  };
  const call = async <T>(act: () => Promise<T>): Promise<T> => {
    const done = takeTurn(act);
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
      process.off('exit', stopAll);
      stopAll();
      await Promise.all(underWay);
      for (const { session } of [...seats, { session: stopper }]) session.close();
      await drainPending();
    },
  };
}

/** The library runs each call on a thread of Node’s small pool; one stays free for files and names. */
function nativeCallsMax(): number {
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
