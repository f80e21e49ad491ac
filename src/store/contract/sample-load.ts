import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { z } from 'zod';
import type { Load, LoadFile, Store } from '../store.ts';

export const monday = Date.UTC(2024, 0, 1);

/** Two records each, packed in ways that Node has no packer for. */
const packed = {
  zstd: 'KLUv/QRYXQEABAJ7ImlkIjoienN0ZC0xIiwiYXQiOjE3MDQwNjcyMH0KMgMAQBFGMc4CTnl8tvM=',
  bzip2:
    'QlpoOTFBWSZTWYSWjRIAACJZgCAQEAZ1kDQgRBogAEBVU0DEGQ2oUDTQyMmJshSl3yqyHKarKS6y00sNW508VGEkM2EIQ/F3JFOFCQhJaNEg',
  xz: '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABBAChdAD2IiSaBk1OF2IhReqntwoJ4BfmVw5C+RhIbtb0RwqncfErmISicAAAALTNF6q42ERMAAURClh9BLB+2830BAAAAAARZWg==',
} as const;

/** Gives a folder for sample files, and empties the tables that loads fill before each test. */
export function sampleFolder(store: () => Store): {
  path(name: string): string;
  put(name: string, bytes: string | Buffer): string;
} {
  let directory = '';
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'scopelight-test-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  beforeEach(async () => {
    for (const table of ['calls_v1', 'changes_v1', 'load_counts_v1']) await store().truncate(table);
  });
  const path = (name: string) => join(directory, name);
  return {
    path,
    put(name, bytes) {
      writeFileSync(path(name), bytes);
      return path(name);
    },
  };
}

export function record(id: string, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ id, token: 'T1', at: monday, disposition: 'call', ...more });
}

export function packedBy(how: keyof typeof packed): Buffer {
  return Buffer.from(packed[how], 'base64');
}

export function sampleLoad(loadId: number, files: readonly LoadFile[]): Load {
  return {
    name: 'load sample',
    format: 'LineAsString',
    files,
    insert: (source) => ({
      sql: `
        INSERT INTO loads_v1
          (load_id, file_id, provider, event_id, call_id, token_id, time, outcome, disposition, reason, change)
        SELECT
          {load_id: UInt64}, file_id, {provider: String},
          JSONExtractString(line, 'id') AS id, id,
          JSONExtractString(line, 'token'),
          fromUnixTimestamp64Milli(JSONExtractInt(line, 'at'), 'UTC'),
          'allowed',
          if(JSONHas(line, 'disposition'), JSONExtractString(line, 'disposition'), 'call'),
          JSONExtractString(line, 'reason'),
          JSONExtractString(line, 'change')
        FROM (${source})`,
      params: { load_id: loadId, provider: `sample's` },
    }),
  };
}

export async function callsByFile(store: Store): Promise<Record<string, number>> {
  const rows = await store.query({
    name: 'calls by file',
    sql: `SELECT file_id, toUInt32(count()) AS calls FROM calls_v1 GROUP BY file_id ORDER BY file_id`,
    row: z.object({ file_id: z.string(), calls: z.number() }),
  });
  return Object.fromEntries(rows.map(({ file_id, calls }) => [file_id, calls]));
}
