import { join } from 'node:path';
import { peopleOf } from '../../demo/testing/people-of.ts';
import { type WrittenDemo, writeTemporaryDemo } from '../../demo/testing/with-demo.ts';
import type { ProviderTruth, Truth } from '../../demo/truth/truth.ts';
import type { Context } from '../../src/services/context.ts';
import { type IngestSummary, ingestLogs } from '../../src/services/ingest-logs.ts';
import { openTemporaryStore } from '../../src/store/temporary-store.ts';

/** The demo organisation as the product sees it, beside what is true of it. */
export interface LoadedDemo {
  readonly demo: WrittenDemo;
  readonly truth: Truth;
  readonly aws: ProviderTruth;
  readonly ctx: Context;
  /** Mail addresses of who works there. */
  readonly people: ReadonlySet<string>;
  readonly summary: IngestSummary;
  readonly remove: () => Promise<void>;
}

/** Writes the demo organisation of a seed and loads its files into a store of its own. */
export async function loadDemo(options: {
  readonly seed: number;
  readonly scale: number;
}): Promise<LoadedDemo> {
  const demo = await writeTemporaryDemo({ ...options, days: 120 });
  const { truth } = demo;
  const aws = truth.providers.aws;
  if (!aws) throw new Error('the demo wrote no truth about its logs');
  const store = await openTemporaryStore();
  const ctx = { store, now: () => Date.parse(truth.window.to), onProgress: () => {} };
  const summary = await ingestLogs(ctx, { paths: [join(demo.directory, 'aws')] });
  const remove = async (): Promise<void> => {
    await store.close();
    demo.remove();
  };
  return { demo, truth, aws, ctx, people: peopleOf(demo.directory), summary, remove };
}

/** The truth names a session by its principal; the product’s sessions go by the principal’s id. */
export function tokenId(id: string): string {
  return id.replace(/^session:/, '');
}
