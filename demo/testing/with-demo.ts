import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Truth } from '../truth/truth.ts';
import { type DemoOptions, type DemoSummary, writeDemo } from '../write-demo.ts';

export interface WrittenDemo {
  readonly directory: string;
  readonly summary: DemoSummary;
  readonly truth: Truth;
  readonly remove: () => void;
}

/** Writes a demo into a directory of its own below the system's temporary one. */
export async function writeTemporaryDemo(options: Omit<DemoOptions, 'directory'>): Promise<WrittenDemo> {
  const directory = mkdtempSync(join(tmpdir(), 'scopelight-demo-'));
  const summary = await writeDemo({ ...options, directory });
  return {
    directory,
    summary,
    truth: readTruth(directory),
    remove: () => rmSync(directory, { recursive: true }),
  };
}

/** The file was just written from a value of this type. */
function readTruth(directory: string): Truth {
  return JSON.parse(readFileSync(join(directory, 'truth.json'), 'utf8')) as Truth;
}
