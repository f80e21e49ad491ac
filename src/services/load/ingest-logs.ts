import { type AccountName, nameAccounts } from '../../ingest/account-names.ts';
import { findFiles } from '../../ingest/find-files.ts';
import { ingest } from '../../ingest/ingest.ts';
import { ScopelightError } from '../../model/error.ts';
import type { Context } from '../context.ts';
import { accountNotes } from './account-notes.ts';
import { type SourceTotals, sourceTotals } from './source-totals.ts';

export interface IngestInput {
  readonly paths: readonly string[];
  /** Where exported inventories lie; files are recognised by content, so they may also be among the paths. */
  readonly inventory?: readonly string[];
  /** What files are of that do not say so themselves. */
  readonly accounts?: readonly AccountName[];
}

export interface IngestSummary {
  /** What the store now holds. */
  readonly sources: SourceTotals[];
  /** What a reader should know of the accounts that files were said to be of. */
  readonly notes: string[];
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
  const found = nameAccounts(findFiles(paths), input.accounts ?? []);
  if (found.files.length === 0 && found.unreadable.length === 0) {
    throw new ScopelightError('input.nothing-to-load', `there are no files in \`${paths.join('`, `')}\``, {
      hint: 'give the folder that holds the logs, for example the one that `aws s3 sync` filled',
    });
  }
  const result = await ctx.store.exclusively(() => ingest(ctx.store, found, ctx.now(), ctx.onProgress));
  const [sources, notes] = await Promise.all([sourceTotals(ctx.store), accountNotes(ctx.store)]);
  return { sources, notes, ...result, seconds: (ctx.now() - started) / 1000 };
}
