import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type IngestSummary, ingestLogs } from '../../src/services/load/ingest-logs.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

export const now = Date.UTC(2026, 9, 1);

/** Runs `act` in a new folder and removes it. */
export async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'scopelight-test-'));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes files by name into a new folder below `folder`. */
export function writeFiles(
  folder: string,
  name: string,
  files: Readonly<Record<string, string | Buffer>>,
): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

/** Opens the store at `location`, ingests each list of paths in a run of its own, and gives the last summary. */
export async function ingestAll(
  location: string,
  runs: readonly (readonly string[])[],
): Promise<{ summary: IngestSummary; contents: Contents }> {
  const store = await openStore(location);
  try {
    let summary: IngestSummary | undefined;
    for (const paths of runs) {
      summary = await ingestLogs({ store, now: () => now, onProgress: () => {} }, { paths });
    }
    if (!summary) throw new Error('nothing to ingest was given');
    return { summary, contents: await contentsOf(store) };
  } finally {
    await store.close();
  }
}

export interface Contents {
  readonly usage: readonly unknown[];
  readonly coverage: readonly unknown[];
  readonly changes: readonly unknown[];
}

/** Everything that conclusions are drawn from, in a fixed order. */
export async function contentsOf(store: Store): Promise<Contents> {
  const all = (sql: string): Promise<unknown[]> => store.query({ name: 'contents', sql, row: z.unknown() });
  return {
    usage: await all('SELECT * FROM usage_v1 ORDER BY ALL'),
    coverage: await all('SELECT * FROM coverage_v1 ORDER BY ALL'),
    changes: await all('SELECT * FROM changes_v1 ORDER BY ALL LIMIT 1 BY event_id'),
  };
}
