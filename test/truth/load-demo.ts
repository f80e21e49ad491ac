import { join } from 'node:path';
import type { SystemId } from '../../demo/system.ts';
import { peopleOf } from '../../demo/testing/people-of.ts';
import { type WrittenDemo, writeTemporaryDemo } from '../../demo/testing/with-demo.ts';
import type { Expectation, ProviderTruth, Truth } from '../../demo/truth/truth.ts';
import type { Context } from '../../src/services/context.ts';
import { type IngestSummary, ingestLogs } from '../../src/services/load/ingest-logs.ts';
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

/** Writes the demo organisation of a seed and loads the files of some of its systems into a store of its own. */
export async function loadDemo({
  systems = ['aws'],
  ...size
}: {
  readonly seed: number;
  readonly scale: number;
  readonly systems?: readonly SystemId[];
}): Promise<LoadedDemo> {
  const demo = await writeTemporaryDemo({ ...size, days: 120 });
  const { truth } = demo;
  const { aws } = truth.providers;
  if (!aws) throw new Error('the demo wrote no truth about its logs');
  const store = await openTemporaryStore();
  const ctx = { store, now: () => Date.parse(truth.window.to), onProgress: () => {} };
  const summary = await ingestLogs(ctx, { paths: systems.map((id) => join(demo.directory, id)) });
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

/** What all stories expect of single permissions in one system. */
export function expectationsOf({ stories }: Truth, system: SystemId): readonly Expectation[] {
  return stories.flatMap(({ expectations }) => expectations).filter(({ provider }) => provider === system);
}
