import { join } from 'node:path';
import { systemIds } from '../../demo/system.ts';
import { peopleOf } from '../../demo/testing/people-of.ts';
import { writeTemporaryDemo } from '../../demo/testing/with-demo.ts';
import type { Truth } from '../../demo/truth/truth.ts';
import type { Context } from '../../src/services/context.ts';
import { ingestLogs } from '../../src/services/load/ingest-logs.ts';
import { openTemporaryStore } from '../../src/store/temporary-store.ts';

/** The demo organisation as the product sees it, beside what is true of it. */
export interface LoadedDemo {
  readonly truth: Truth;
  readonly ctx: Context;
  /** Mail addresses of who works there. */
  readonly people: ReadonlySet<string>;
}

/** Runs a task on the demo organisation of a seed, written and loaded for it alone. */
export async function withLoadedDemo(
  options: { readonly seed: number; readonly days: number; readonly scale: number },
  task: (loaded: LoadedDemo) => Promise<void>,
): Promise<void> {
  const demo = await writeTemporaryDemo(options);
  const store = await openTemporaryStore();
  try {
    const { truth } = demo;
    const ctx = { store, now: () => Date.parse(truth.window.to), onProgress: () => {} };
    await ingestLogs(ctx, { paths: systemIds.map((id) => join(demo.directory, id)) });
    await task({ truth, ctx, people: peopleOf(demo.directory) });
  } finally {
    await store.close();
    demo.remove();
  }
}
