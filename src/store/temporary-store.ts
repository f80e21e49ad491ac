import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearAbandoned } from './clear-abandoned.ts';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';

const prefix = 'scopelight-store-';
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Opens an embedded store in a temporary directory, which goes when the store is closed or the process ends.
 * What a killed process had to leave behind is cleared away by a later call, a day after.
 */
export async function openTemporaryStore(): Promise<Store> {
  clearAbandoned(prefix, Date.now());
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
