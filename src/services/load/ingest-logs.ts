import { findFiles } from '../../ingest/find-files.ts';
import { ingest } from '../../ingest/ingest.ts';
import { ScopelightError } from '../../model/error.ts';
import type { Context } from '../context.ts';
import { type SourceTotals, sourceTotals } from './source-totals.ts';

export interface IngestInput {
  readonly paths: readonly string[];
  /** Where exported inventories lie; files are recognised by content, so they may also be among the paths. */
  readonly inventory?: readonly string[];
}

export interface IngestSummary {
  /** What the store now holds. */
  readonly sources: SourceTotals[];
  readonly loadedFiles: number;
  /** Files whose very bytes had been loaded before. */
  readonly knownFiles: number;
  /** Size of what was loaded, unpacked. */
  readonly rawBytes: number;
  readonly seconds: number;
}

/**
 * Loads logs and inventories into the store, each record once, whatever was loaded before.
 * @throws {ScopelightError} `input.not-found`, `input.nothing-to-load`, and what the store throws.
 */
export async function ingestLogs(ctx: Context, input: IngestInput): Promise<IngestSummary> {
  const paths = [...input.paths, ...(input.inventory ?? [])];
  const started = ctx.now();
  const found = findFiles(paths);
  if (found.files.length === 0 && found.unreadable.length === 0) {
    throw new ScopelightError('input.nothing-to-load', `there are no files in \`${paths.join('`, `')}\``, {
      hint: 'give the folder that holds the logs, for example the one that `aws s3 sync` filled',
    });
  }
  const result = await ctx.store.exclusively(() => ingest(ctx.store, found, ctx.now(), ctx.onProgress));
  return { sources: await sourceTotals(ctx.store), ...result, seconds: (ctx.now() - started) / 1000 };
}
