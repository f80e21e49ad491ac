import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { inspectFile } from '../../../ingest/inspect-file.ts';
import { type CallFile, loadCalls } from '../../../ingest/load-calls.ts';
import { syncCatalogue } from '../../../ingest/sync-catalogue.ts';
import { groupBy } from '../../../model/group-by.ts';
import { openTemporaryStore } from '../../../store/temporary-store.ts';
import type { Provider } from '../../provider.ts';

/** A file as it might lie in a folder of logs. */
export interface LogFile {
  readonly content: string | Buffer;
  readonly path?: string;
  /** Reads it this way, whatever its beginning looks like. */
  readonly envelope?: string;
}

/** The columns of `loads_v1`; times are ISO-8601. */
export type Row = Readonly<Record<string, unknown>>;

/** What became of one file. */
export interface Reading {
  /** The envelope it was read in, or why it was not read as a log. */
  readonly as: string;
  /** One a record, in order of `event_id`, then of `reason`. */
  readonly rows: readonly Row[];
  /** Reasons of pieces that the engine never saw. */
  readonly pieces: readonly string[];
}

export interface CallLog {
  /** Loads files as an ingest does, and gives what became of each record, file by file. */
  read(files: readonly LogFile[]): Promise<readonly Reading[]>;
  close(): Promise<void>;
}

/** No record of later than a day after it is believed. */
export const now = Date.parse('2026-04-01T00:00:00Z');

/** Opens the real engine in a temporary directory and watches everything that is loaded. */
export async function openCallLog(provider: Provider, at: number = now): Promise<CallLog> {
  const store = await openTemporaryStore();
  const folder = mkdtempSync(join(tmpdir(), 'scopelight-test-'));
  await syncCatalogue(store, provider);
  await store.run({ name: 'watch', sql: 'CREATE TABLE observed ENGINE = Memory AS loads_v1' });
  await store.run({
    name: 'watch loads',
    sql: 'CREATE MATERIALIZED VIEW loads_to_observed TO observed AS SELECT * FROM loads_v1',
  });

  async function rowsByFile(): Promise<ReadonlyMap<string, readonly Row[]>> {
    // A file that had to be read again counts as its last reading says.
    const rows = await store.query({
      name: 'what was loaded',
      sql: `SELECT * EXCEPT load_id
        FROM observed
        WHERE (file_id, load_id) IN (SELECT file_id, max(load_id) FROM observed GROUP BY file_id)
        ORDER BY file_id, event_id, reason`,
      row: loadedRow,
    });
    return groupBy(rows, (row) => row.file_id);
  }

  return {
    async read(files) {
      await store.truncate('observed');
      const readings: Reading[] = [];
      const logs: CallFile[] = [];
      for (const [index, { content, path: name = `${index}.json`, envelope }] of files.entries()) {
        const path = join(folder, `${index}`);
        writeFileSync(path, content);
        // Equal contents are files of their own here.
        const file = { ...inspectFile({ path, bytes: Buffer.byteLength(content) }), fileId: BigInt(index) };
        const { head: text, bytes } = file;
        const recognised = provider.recognise({
          path: name,
          text,
          bytes,
          isCompressed: file.compression !== 'none',
        });
        const kind = envelope === undefined ? recognised?.kind : 'calls';
        if (kind === 'calls')
          logs.push({
            file,
            envelope: envelope ?? (recognised?.kind === 'calls' ? recognised.envelope : ''),
          });
        readings[index] = {
          as: recognised?.kind === 'ignored' ? recognised.reason : (kind ?? 'foreign'),
          rows: [],
          pieces: [],
        };
      }
      const loaded = await loadCalls(store, provider, logs, at, () => {});
      const rows = await rowsByFile();
      for (const { file, envelope, calls, ignored, unreadable, pieces } of loaded) {
        const counted =
          calls + [...Object.values(ignored), ...Object.values(unreadable)].reduce((sum, n) => sum + n, 0);
        const seen = counted === 0 ? [] : (rows.get(String(file.fileId)) ?? []);
        if (seen.length !== counted) throw new Error(`${seen.length} records loaded, but ${counted} counted`);
        readings[Number(file.fileId)] = {
          as: envelope,
          rows: seen,
          pieces: pieces.map(({ reason }) => reason),
        };
      }
      return readings;
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const loadedRow = z.looseObject({
  file_id: z.string(),
  time: z.string().transform((time) => `${time.replace(' ', 'T')}Z`),
});
