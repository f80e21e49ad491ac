import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, readGzipJson } from '../../demo/testing/plain-reader.ts';

/** Counts the records of log files that repeat another file byte by byte: these are loaded once, and not opened again. */
export function recordsInRepeatedFiles(directory: string): number {
  const seen = new Set<string>();
  let records = 0;
  for (const file of listFiles(directory)) {
    if (!file.endsWith('.json.gz')) continue;
    const path = join(directory, file);
    const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
    if (seen.has(hash)) records += recordsOf(readGzipJson(path)).length;
    seen.add(hash);
  }
  return records;
}

/** The demo writes these files itself; a digest holds no records. */
function recordsOf(document: unknown): readonly unknown[] {
  return (document as { Records?: readonly unknown[] }).Records ?? [];
}
