import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll } from 'vitest';

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
}

const started: Started[] = [];
afterAll(endStoreProcesses);

/** Ends all that still run, and waits for it: only then may their folders go. */
export async function endStoreProcesses(): Promise<void> {
  const ended = started.splice(0).map((one) => {
    one.child.kill('SIGKILL');
    return one.ended;
  });
  await Promise.all(ended);
}

/** Starts a process of its own that holds a store (store-process.ts); it is killed at the end of the test file. */
export function startStoreProcess(...args: string[]) {
  const script = join(import.meta.dirname, 'store-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  started.push({ child, ended });
  return {
    pid: child.pid ?? 0,
    ended,
    onLine: (act: (line: string) => void) => lines.on('line', act),
    line: (wanted: string) =>
      new Promise<void>((resolve, reject) => {
        lines.on('line', (line) => {
          if (line === wanted) resolve();
        });
        lines.once('close', () => reject(new Error(`the process ended before it said ${wanted}`)));
      }),
    end(signal: NodeJS.Signals) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Holds data until the end of the test file, so that commands need not start an engine each; below a folder by default. */
export async function holdDataOf(cwd: string, data = '.scopelight/data'): Promise<void> {
  await startStoreProcess('share', join(cwd, data)).line('open');
}
