import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { accountName } from '../../ingest/account-names.ts';
import { ScopelightError } from '../../model/error.ts';
import { jobShape } from '../../model/job.ts';
import { answersOf } from '../responses.ts';
import type { Routes } from './desk.ts';

const tags = ['data'];
/** Larger files are better loaded from where they lie. */
const fileBytesMax = 4 * 2 ** 30;
const dropPath = z.object({ id: z.uuid() });

/** Files dropped on the page: they are written to a folder of their own, and then loaded from there. */
export const dropRoutes: Routes =
  ({ jobs, dropFolder }) =>
  async (app) => {
    app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    const folderOf = (id: string): string => join(dropFolder, id);

    app.post(
      '/v1/drops',
      {
        schema: {
          tags,
          operationId: 'startDrop',
          summary: 'Makes a place for files that are to be loaded',
          querystring: z.object({
            account: accountName
              .optional()
              .describe('The cluster, organisation or API that the files are of where they do not say so'),
          }),
          response: { ...answersOf(z.object({ id: z.string() })), 201: z.object({ id: z.string() }) },
        },
      },
      async ({ query: { account = '' } }, reply) => {
        const id = randomUUID();
        mkdirSync(join(folderOf(id), account), { recursive: true });
        return reply.code(201).send({ id });
      },
    );

    app.put(
      '/v1/drops/:id/files/:name',
      {
        schema: {
          tags,
          operationId: 'dropFile',
          summary: 'Takes one file, as `application/octet-stream`',
          params: dropPath.extend({ name: z.string().min(1).max(1000) }),
          response: answersOf(z.object({ bytes: z.int().nonnegative() })),
        },
      },
      async ({ params: { id, name }, body }) => {
        const { folder } = placeOf(folderOf(id), id);
        const number = readdirSync(folder).length + 1;
        return { bytes: await store(asStream(body), join(folder, `${number}-${safeName(name)}`)) };
      },
    );

    app.post(
      '/v1/drops/:id/jobs',
      {
        schema: {
          tags,
          operationId: 'loadDrop',
          summary: 'Begins to load the files of a drop',
          params: dropPath,
          response: { ...answersOf(jobShape), 202: jobShape },
        },
      },
      async ({ params: { id } }, reply) => {
        const { folder, account } = placeOf(folderOf(id), id);
        const shown = readdirSync(folder).map((name) => name.replace(/^\d+-/, ''));
        const accounts = account === undefined ? [] : [{ name: account }];
        return reply.code(202).send(jobs.ingest({ paths: [folder], shown, accounts }));
      },
    );
  };

/** Where the files of a drop lie: in its folder, or in one within that has the name of their account. */
function placeOf(folder: string, id: string): { readonly folder: string; readonly account?: string } {
  if (!existsSync(folder)) {
    throw new ScopelightError('subject.not-found', `there is no drop \`${id}\``, { hint: 'begin a new one' });
  }
  const named = readdirSync(folder, { withFileTypes: true }).find((entry) => entry.isDirectory());
  return named === undefined ? { folder } : { folder: join(folder, named.name), account: named.name };
}

async function store(source: Readable, path: string): Promise<number> {
  let bytes = 0;
  await pipeline(
    source,
    async function* count(pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        bytes += piece.length;
        if (bytes > fileBytesMax) {
          throw new ScopelightError('request.too-large', 'the file is larger than 4 GiB', {
            hint: 'load it from where it lies, with `scopelight ingest PATH`',
          });
        }
        yield piece;
      }
    },
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
  return bytes;
}

/** The last part of a path, of letters that no system takes for something else. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last.replaceAll(/[^\w.-]+/g, '_').slice(-120) || 'file';
}

/** The parser of this type hands the request itself on. */
function asStream(body: unknown): Readable {
  return body as Readable;
}
