import { z } from 'zod';
import { groupBy } from '../model/group-by.ts';
import { localName, onCluster } from '../store/render.ts';
import type { Store } from '../store/store.ts';
import type { InspectedFile } from './inspect-file.ts';
import type { FileRecord } from './record-files.ts';

/**
 * What is written down about a file before anything of it is stored: if loading ends there, this stays, so that the
 * next run knows which calls nobody has summed up, and the report which files are held only in part.
 */
export function unfinishedRecord(
  provider: string,
  file: Pick<InspectedFile, 'contentId' | 'fileId' | 'path' | 'bytes'>,
): FileRecord {
  return {
    provider,
    contentId: file.contentId,
    fileId: file.fileId,
    path: file.path,
    bytes: file.bytes,
    kind: 'loading',
    envelope: '',
    calls: 0,
    ignored: {},
    unreadable: [{ offset: 0, reason: 'loading was cut short: load it again' }],
    unreadableCount: 1,
  };
}

const row = z.object({
  provider: z.string(),
  content_id: z.string(),
  file_id: z.coerce.bigint(),
  path: z.string(),
  bytes: z.coerce.number(),
});

/** Files whose loading an earlier run began and did not end. */
export async function unfinishedFiles(store: Store): Promise<readonly FileRecord[]> {
  const rows = await store.query({
    name: 'files unfinished',
    sql: `SELECT provider, content_id, toString(file_id) AS file_id, path, bytes
      FROM files_v1 FINAL WHERE kind = 'loading' ORDER BY content_id`,
    row,
  });
  return rows.map((found) => ({
    ...unfinishedRecord(found.provider, {
      contentId: found.content_id,
      fileId: found.file_id,
      path: found.path,
      bytes: found.bytes,
    }),
    kind: 'interrupted',
  }));
}

/** Weeks with calls of unfinished files, by provider. A later copy of such a call brings its week along itself. */
export async function unfinishedWeeks(store: Store): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await store.query({
    name: 'weeks unfinished',
    sql: `SELECT DISTINCT provider, toString(toMonday(toDate(time))) AS week
      FROM calls_v1
      WHERE file_id IN (SELECT file_id FROM files_v1 FINAL WHERE kind = 'loading')
      ORDER BY provider, week`,
    row: z.object({ provider: z.string(), week: z.string() }),
    settings: { distributed_product_mode: 'global' },
  });
  const weeks = groupBy(rows, ({ provider }) => provider);
  return new Map([...weeks].map(([provider, found]) => [provider, found.map(({ week }) => week)]));
}

/** Forgets that files at these paths could once not be read, or only in part: now they were, to their end. */
export async function forgetFailures(store: Store, paths: ReadonlySet<string>): Promise<void> {
  const failures = await store.query({
    name: 'failures held',
    sql: `SELECT content_id, path FROM files_v1 FINAL
      WHERE kind IN ('loading', 'interrupted') OR startsWith(content_id, 'path:')`,
    row: z.object({ content_id: z.string(), path: z.string() }),
  });
  const ids = failures.filter(({ path }) => paths.has(path)).map(({ content_id }) => content_id);
  for (let at = 0; at < ids.length; at += idsPerStatement) {
    await store.define({
      name: 'forget failures',
      sql: `DELETE FROM ${localName('files_v1', store.shape)}${onCluster(store.shape)}
        WHERE content_id IN {ids: Array(String)}
          AND (kind IN ('loading', 'interrupted') OR startsWith(content_id, 'path:'))`,
      params: { ids: ids.slice(at, at + idsPerStatement) },
    });
  }
}

const idsPerStatement = 1000;
