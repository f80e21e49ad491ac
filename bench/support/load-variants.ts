import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { findFiles } from '../../src/ingest/find-files.ts';
import { recordColumns, recordType } from '../../src/providers/aws/calls/record.ts';
import {
  recordColumns as auditColumns,
  recordType as auditType,
} from '../../src/providers/kubernetes/calls/record.ts';
import { ingestLogs } from '../../src/services/load/ingest-logs.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most memory the process ever held. */
  readonly rssBytes: number;
}

export const variantNames = [
  'decompress only',
  'typed parse',
  'whole load',
  'DuckDB read',
  'DuckDB, undeclared',
  'one Node thread',
] as const;
export type Variant = (typeof variantNames)[number] | 'typed parse of audit events';

export function isVariant(name: string): name is Variant {
  return name in variants;
}

/** What is compared: each reads every file below a folder. */
export const variants: Readonly<Record<Variant, (directory: string) => Promise<Measured>>> = {
  'decompress only': (directory) =>
    inEngine(directory, (source) => `SELECT sum(length(line)) AS n FROM (${source})`),
  'typed parse': (directory) =>
    inEngine(directory, (source) => {
      const columns = Object.entries(recordColumns).filter(([name]) => name !== 'requestParameters');
      const fields = columns.map(([name, sql]) => `${sql} AS ${name}`).join(', ');
      return `SELECT sum(cityHash64(*)) AS n FROM (
        SELECT ${fields} FROM (
          SELECT r, tupleElement(r, 'requestParameters') AS requestParameters
          FROM (SELECT arrayJoin(JSONExtract(line, 'Records', 'Array(${recordType})')) AS r FROM (${source}))))`;
    }),
  'typed parse of audit events': (directory) =>
    inEngine(directory, (source) => {
      const fields = Object.entries(auditColumns).map(([name, sql]) => `${sql} AS ${name}`);
      return `SELECT sum(cityHash64(*)) AS n FROM (
        SELECT ${fields.join(', ')} FROM (SELECT JSONExtract(line, '${auditType}') AS r FROM (${source})))`;
    }),
  'whole load': (directory) =>
    withStore(async (store) => {
      await ingestLogs(
        { store, now: () => Date.UTC(2026, 11, 31), onProgress: () => {} },
        { paths: [directory] },
      );
    }),
  'DuckDB read': (directory) => timed(() => readWithDuckDb(directory, declaredRead)),
  'DuckDB, undeclared': (directory) => timed(() => readWithDuckDb(directory, undeclaredRead)),
  'one Node thread': (directory) => timed(async () => readWithNode(directory)),
};

/** The engine alone, on the loader’s own source of lines. */
function inEngine(directory: string, sql: (source: string) => string): Promise<Measured> {
  return withStore(async (store) => {
    const files = findFiles([directory]).files.map(({ path }, index) => ({
      id: BigInt(index + 1),
      path,
      compression: 'gzip' as const,
    }));
    await store.load({
      name: 'bench',
      format: 'JSONAsString',
      files,
      insert: (source) => ({
        sql: `INSERT INTO FUNCTION null('n UInt64') ${sql(source)}`,
        settings: { query_plan_merge_expressions: 0 },
      }),
    });
  });
}

async function withStore(act: (store: Store) => Promise<void>): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'scopelight-bench-store-'));
  const store = await openStore(folder);
  try {
    return await timed(() => act(store));
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(act: () => Promise<void>): Promise<Measured> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await act();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6, rssBytes: process.resourceUsage().maxRSS * 1024 };
}

async function readWithDuckDb(directory: string, sqlOver: (files: string) => string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(sqlOver(`'${directory.replaceAll("'", "''")}/**/*.json.gz'`));
  connection.closeSync();
}

/** The fastest way known: told which fields there are and of what types, it reads nothing else. */
function declaredRead(files: string): string {
  const names = Object.keys(recordColumns).filter((column) => column.startsWith('p_'));
  const parameters = names.map((column) => `'$.${column.slice(2)}'`).join(', ');
  const record = duckDbType(recordType).replace('"requestParameters" VARCHAR', '"requestParameters" JSON');
  return `
    SELECT sum(hash(r)) + sum(hash(json_extract_string(r.requestParameters, [${parameters}]))) FROM (
      SELECT unnest(Records) AS r
      FROM read_json(${files}, format = 'newline_delimited', columns = {Records: '${record}[]'}, maximum_object_size = 268435456))`;
}

/** As one asks without knowing the format: it finds out by itself which fields there are, and reads them all. */
function undeclaredRead(files: string): string {
  return `
    SELECT sum(hash(r)) FROM (
      SELECT unnest(Records) AS r FROM read_json(${files}, maximum_object_size = 268435456))`;
}

/** The engine’s type of a record as DuckDB writes it. */
function duckDbType(type: string): string {
  return type
    .replaceAll(/Array\(Tuple\(([^()]*)\)\)/g, 'STRUCT($1)[]')
    .replaceAll('Tuple(', 'STRUCT(')
    .replaceAll(/(\w+) (String|STRUCT)/g, '"$1" $2')
    .replaceAll('String', 'VARCHAR');
}

function readWithNode(directory: string): void {
  let sum = 0;
  for (const { path } of findFiles([directory]).files) {
    const { Records: records } = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8'));
    for (const record of records) {
      const { userIdentity: identity, requestParameters } = record;
      sum += (record.eventID?.length ?? 0) + (record.eventName?.length ?? 0) + (identity?.arn?.length ?? 0);
      sum +=
        (identity?.accessKeyId?.length ?? 0) + (record.errorCode?.length ?? 0) + (requestParameters ? 1 : 0);
    }
  }
  if (sum === 0) throw new Error('nothing was read');
}
