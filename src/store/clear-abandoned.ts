import { readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Clears away temporary folders called `prefix`, a process number and more, whose process was killed a day ago or
 * longer. `now` is in epoch milliseconds.
 */
export function clearAbandoned(prefix: string, now: number): void {
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
