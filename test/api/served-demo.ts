import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { writeTemporaryDemo } from '../../demo/testing/with-demo.ts';
import { createApp } from '../../src/api/create-app.ts';
import type { Context } from '../../src/services/context.ts';
import { ingestLogs } from '../../src/services/load/ingest-logs.ts';
import { openTemporaryStore } from '../../src/store/temporary-store.ts';

/** The API on a store of its own, asked in process. */
export interface ServedDemo {
  readonly app: FastifyInstance;
  /** The same store, for whoever asks without the API. */
  readonly ctx: Context;
  /** Folder of the demo’s logs; nothing of it is loaded unless asked. */
  readonly logs: string;
  readonly dropFolder: string;
  readonly get: (url: string, headers?: Record<string, string>) => Promise<Answer>;
  readonly post: (url: string, payload: unknown) => Promise<Answer>;
  readonly remove: () => Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly json: () => unknown;
}

/** Serves a small demo organisation, loaded or empty. */
export async function serveDemo({ isLoaded }: { readonly isLoaded: boolean }): Promise<ServedDemo> {
  const demo = await writeTemporaryDemo({ days: 30, scale: 0.2, seed: 1 });
  const logs = join(demo.directory, 'aws');
  const store = await openTemporaryStore();
  const dropFolder = mkdtempSync(join(tmpdir(), 'scopelight-drops-'));
  const ctx = { store, now: () => Date.parse(demo.truth.window.to), onProgress: () => {} };
  if (isLoaded) await ingestLogs(ctx, { paths: [logs] });
  const app = await createApp({ ctx, dropFolder });
  const ask = async (options: InjectOptions): Promise<Answer> => {
    const answer = await app.inject({ ...options, headers: { host: 'localhost:7700', ...options.headers } });
    const { statusCode, headers, body } = answer;
    return { status: statusCode, headers, text: body, json: () => JSON.parse(body) };
  };
  return {
    app,
    ctx,
    logs,
    dropFolder,
    get: (url, headers = {}) => ask({ method: 'GET', url, headers }),
    post: (url, payload) =>
      ask({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(payload),
      }),
    async remove() {
      await app.close();
      await store.close();
      rmSync(dropFolder, { recursive: true, force: true });
      demo.remove();
    },
  };
}
