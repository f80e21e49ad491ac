import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearAbandoned } from '../store/clear-abandoned.ts';

const prefix = 'scopelight-work-';

/**
 * Gives `act` an empty folder for what is only needed while it runs, and removes it after. What a killed process had
 * to leave behind is cleared away by a later call, a day after.
 */
export async function inWorkFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  clearAbandoned(prefix, Date.now());
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
