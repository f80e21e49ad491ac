import { constants } from 'node:os';

/**
 * Ends the process at once when it is told to, with the exit code shells expect (130 for an interrupt).
 * Whoever has something to clean up listens to the process's `exit`. The engine cannot be asked to stop what it
 * is doing, so waiting for it would make an interrupt take as long as the longest query.
 */
export function exitOnSignals(process: NodeJS.Process): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      process.exit(128 + constants.signals[signal]);
    });
  }
}
