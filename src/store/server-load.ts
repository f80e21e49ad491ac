import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseError, parseError } from '@clickhouse/client';
import type { Loader, Request } from './client-store.ts';
import { isUnreachable, toStoreError } from './engine-error.ts';
import { columnsOf, formatSettings, structureOf } from './load-columns.ts';
import { bindLongParameters } from './long-parameters.ts';
import { quote } from './render.ts';
import { type Job, jobsOf, type SmallFile } from './small-files.ts';
import type { Load, LoadFile } from './store.ts';
import { forEachAtOnce } from './turns.ts';

const jobsAtOncePerNode = 4;
const readBytes = 256 * 1024;

/**
 * Streams files to the servers as they lie on disk, packed as they are, a few at once and over all nodes.
 * Small files travel together, each as a table of its own.
 */
export function loadOverHttp(clients: readonly [ClickHouseClient, ...ClickHouseClient[]]): Loader {
  return (load, requestOf) =>
    forEachAtOnce(jobsOf(load.files, load.name), clients.length * jobsAtOncePerNode, async (job, worker) => {
      const client = clients[worker % clients.length] ?? clients[0];
      try {
        if (job.kind === 'large') await sendLarge(client, load, job.file, requestOf);
        else await sendSmall(client, load, job.files, requestOf);
      } catch (cause) {
        throw await blamed(client, load, job, cause);
      }
    });
}

async function sendLarge(
  client: ClickHouseClient,
  load: Load,
  file: LoadFile,
  requestOf: (source: string) => Request,
): Promise<void> {
  const request = requestOf(
    `SELECT ${columnsOf(load)}, toUInt64(${file.id}) AS file_id FROM input(${quote(structureOf(load))})`,
  );
  const handle = await open(file.path);
  const body = handle.createReadStream({ highWaterMark: readBytes });
  const encoding = encodings[file.compression];
  try {
    await send(client, { ...request, query: `${request.query}\nFORMAT ${load.format}` }, body, {
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
    });
  } finally {
    body.destroy();
  }
}

const encodings: Readonly<Record<LoadFile['compression'], string | undefined>> = {
  none: undefined,
  gzip: 'gzip',
  zstd: 'zstd',
  bzip2: 'bz2',
  xz: 'xz',
};

async function sendSmall(
  client: ClickHouseClient,
  load: Load,
  files: readonly SmallFile[],
  requestOf: (source: string) => Request,
): Promise<void> {
  const tables = files.map(
    ({ file }, index) => `SELECT ${columnsOf(load)}, toUInt64(${file.id}) AS file_id FROM f${index}`,
  );
  const request = requestOf(tables.join('\nUNION ALL '));
  // The format and columns of a table that comes with the request are told beside its settings.
  const formats = files.flatMap((_, index) => [
    [`f${index}_format`, load.format],
    [`f${index}_structure`, structureOf(load)],
  ]);
  const settings = {
    // Otherwise the whole statement would be planned once for every file.
    query_plan_lift_up_union: 0,
    ...request.clickhouse_settings,
    ...Object.fromEntries(formats),
  };
  const boundary = randomBytes(24).toString('hex');
  const body = Readable.from(multipart(files, boundary));
  await send(client, { ...request, clickhouse_settings: settings }, body, {
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
  });
}

function* multipart(files: readonly SmallFile[], boundary: string): Generator<Buffer> {
  for (const [index, { content }] of files.entries()) {
    const name = `f${index}`;
    yield Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${name}"\r\n\r\n`,
    );
    yield content;
    yield Buffer.from('\r\n');
  }
  yield Buffer.from(`--${boundary}--\r\n`);
}

async function send(
  client: ClickHouseClient,
  request: Request,
  values: Readable,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const bound = await bindLongParameters(client, request);
  const { stream } = await client.exec({ ...bound, values, http_headers: { ...headers } });
  // An INSERT answers nothing; words that follow a good status are an error that came too late for it.
  let words = '';
  for await (const chunk of stream) words += String(chunk);
  if (words.trim() !== '') throw parseError(words);
}

/**
 * The server does not say whether a file, and which of many, was the cause. Reading each on its own, into
 * nothing, does.
 */
async function blamed(client: ClickHouseClient, load: Load, job: Job, cause: unknown): Promise<unknown> {
  const failure = toStoreError(cause, { statement: load.name });
  if (failure.code !== 'store.failed') return failure;
  if (job.kind === 'large' && !(cause instanceof ClickHouseError)) return named(load, job.file, cause);
  const columns = columnsOf(load);
  const source = `INSERT INTO FUNCTION null(${quote(structureOf(load))}) SELECT ${columns}`;
  const requestOf = (from: string): Request => ({
    query: `${source} FROM (${from})`,
    query_params: {},
    clickhouse_settings: formatSettings(load),
  });
  for (const one of job.kind === 'large' ? [job] : job.files) {
    try {
      if ('content' in one) await sendSmall(client, load, [one], requestOf);
      else await sendLarge(client, load, one.file, requestOf);
    } catch (own) {
      return isUnreachable(own) ? failure : named(load, one.file, own);
    }
  }
  return failure;
}

function named(load: Load, file: LoadFile, cause: unknown): unknown {
  return toStoreError(cause, { statement: load.name, fileId: String(file.id) });
}
