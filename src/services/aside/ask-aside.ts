import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { OnProgress } from '../../ingest/progress.ts';
import { ScopelightError } from '../../model/error.ts';
import { packageRoot } from '../../package-root.ts';
import type { AskFleet } from '../fleet/fleet-judge.ts';
import { errorOf } from './failure.ts';
import type { Heard, Question, Told } from './messages.ts';

/** Has questions answered by another process, which is started for the first of them. */
export interface Aside {
  readonly ask: AskFleet;
  readonly close: () => Promise<void>;
}

/**
 * Answers questions about a large fleet beside this process, which stays free for others meanwhile.
 * @param location of a store that is open here and shared
 * @throws {ScopelightError} `store.limit` where the memory of this machine does not suffice
 */
export function askAside(location: string): Aside {
  let started: ChildProcess | undefined;
  const start = (): ChildProcess => {
    const child = startProcess();
    child.once('exit', () => {
      if (started === child) started = undefined;
    });
    return child;
  };
  return {
    // INVARIANT: a question is answered by the service of its name, whose answer is plain data.
    ask: ((question, input, onProgress) => {
      started ??= start();
      return answerOf(started, { location, question, input }, onProgress);
    }) as AskFleet,
    async close() {
      if (!started) return;
      const ended = once(started, 'exit');
      started.ref();
      started.kill('SIGKILL');
      await ended;
    },
  };
}

async function answerOf(child: ChildProcess, asked: Question, onProgress: OnProgress): Promise<unknown> {
  const tell = (told: Told): boolean => child.send(told);
  const lists = new Map<string, unknown[]>();
  const messages = on(child, 'message', { close: ['exit'] }) as AsyncIterable<[Heard]>;
  tell(asked);
  for await (const [heard] of messages) {
    if (heard.kind === 'progress') onProgress(heard.progress);
    else if (heard.kind === 'answer') return { ...heard.answer, ...Object.fromEntries(lists) };
    else if (heard.kind === 'failed') throw errorOf(heard.failure);
    else {
      const list = lists.get(heard.list) ?? [];
      lists.set(heard.list, list);
      for (const row of heard.rows) list.push(row);
      tell('more');
    }
  }
  // Node ends so where memory does not suffice, and so does a system that runs out of it.
  throw new ScopelightError('store.limit', 'the process that judges the fleet ended before its answer', {
    hint: 'a large fleet may need more memory than there is: ask about a shorter window, or serve it from a larger machine',
  });
}

/** A large fleet needs more than Node gives by itself; what remains is for the engine. */
const memoryShare = 0.6;

function startProcess(): ChildProcess {
  // A checkout runs from its sources.
  const isSource = import.meta.filename.endsWith('.ts');
  const script = isSource ? join(import.meta.dirname, 'process.ts') : join(packageRoot(), 'dist/aside.js');
  const memory = `--max-old-space-size=${Math.floor((totalmem() / 2 ** 20) * memoryShare)}`;
  const child = fork(script, {
    execArgv: [memory, ...(isSource ? ['--import', 'tsx'] : [])],
    serialization: 'advanced',
    // What goes wrong is handed over, not printed.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const end = (): boolean => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  // This process ends when its own work does.
  child.unref();
  child.channel?.unref();
  return child;
}
