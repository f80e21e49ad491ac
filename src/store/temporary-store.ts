import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';

const prefix = 'scopelight-store-';
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Opens an embedded store in a temporary directory, which goes when the store is closed or the process ends.
 * What a killed process had to leave behind is cleared away by a later call, a day after.
 */
export async function openTemporaryStore(): Promise<Store> {
  clearAbandoned(Date.now());
  const directory = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  const onSignal = (signal: NodeJS.Signals) => {
    // Whoever else listens decides how the process ends; `exit` comes then.
    if (process.listenerCount(signal) > 1) return;
    release();
    remove();
    process.kill(process.pid, signal);
  };
  const release = () => {
    process.off('exit', remove);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.once('exit', remove);
  for (const signal of signals) process.on(signal, onSignal);
  try {
    const store = await openStore(directory);
    return {
      ...store,
      async close() {
        try {
          await store.close();
        } finally {
          release();
          remove();
        }
      },
    };
  } catch (cause) {
    release();
    remove();
    throw cause;
  }
}

const dayMs = 24 * 60 * 60 * 1000;

function clearAbandoned(now: number): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const directory = join(tmpdir(), name);
    try {
      // A process of another container that shares the directory is not seen from here.
      if (now - statSync(directory).mtimeMs > dayMs) rmSync(directory, { recursive: true, force: true });
    } catch {
      // Someone else’s, or gone already.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
