import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Job, jobListShape, jobShape } from '../../src/model/job.ts';
import { overviewShape } from '../../src/model/overview.ts';
import { tokenSearchShape } from '../../src/model/token-search.ts';
import { deletion as deletionAt } from '../kubernetes/deletion.test-support.ts';
import { type ServedDemo, serveDemo } from './served-demo.ts';

let demo: ServedDemo;
beforeAll(async () => {
  demo = await serveDemo({ isLoaded: false });
});
afterAll(() => demo.remove());

/** All that the stream of a job tells, until it ends. */
async function watched(id: string): Promise<Job[]> {
  const { text } = await demo.get(`/v1/jobs/${id}/events`);
  return [...text.matchAll(/^event: job\ndata: (.*)$/gm)].map(([, data = '']) =>
    jobShape.parse(JSON.parse(data)),
  );
}

describe('a server without data', () => {
  it('answers, with nothing in the answer', async () => {
    const overview = overviewShape.parse((await demo.get('/v1/overview')).json());
    expect(overview).toMatchObject({ fleet: { tokens: 0, score: null }, findings: [], sources: [] });
    for (const url of [
      '/v1/tokens',
      '/v1/findings',
      '/v1/roles',
      '/v1/denials',
      '/v1/coverage',
      '/v1/score',
    ]) {
      expect((await demo.get(url)).status, url).toBe(200);
    }
  });
});

describe('jobs', () => {
  it('say what they could not do', async () => {
    const { status, text } = await demo.post('/v1/jobs', { kind: 'ingest', paths: ['/no/such/folder'] });
    expect(status).toBe(202);
    const last = (await watched(jobShape.parse(JSON.parse(text)).id)).at(-1);
    expect(last).toMatchObject({ state: 'failed', problem: { code: 'input.not-found' } });
  });

  it('load logs, tell how far they are, and make every answer new', async () => {
    const before = tokenSearchShape.parse((await demo.get('/v1/tokens')).json());
    expect(before.total).toBe(0);
    const job = jobShape.parse((await demo.post('/v1/jobs', { kind: 'ingest', paths: [demo.logs] })).json());
    const told = await watched(job.id);
    expect(told.at(-1)).toMatchObject({ state: 'done', problem: null });
    expect(told.at(-1)?.result?.loadedFiles).toBeGreaterThan(0);
    expect(told.some(({ progress }) => progress !== null && progress.total > 0)).toBe(true);
    expect(jobShape.parse((await demo.get(`/v1/jobs/${job.id}`)).json()).state).toBe('done');
    expect(tokenSearchShape.parse((await demo.get('/v1/tokens')).json()).total).toBeGreaterThan(10);
  });

  it('refuse a cursor from before other data was loaded', async () => {
    const { nextCursor } = tokenSearchShape.parse((await demo.get('/v1/tokens?limit=5')).json());
    const { status, text } = await drop({ 'more.json': '{"Records":[]} ' });
    expect(status, text).toBe(202);
    await watched(jobShape.parse(JSON.parse(text)).id);
    expect((await demo.get(`/v1/tokens?limit=5&cursor=${nextCursor}`)).status).toBe(409);
  });

  it('are listed, the latest first', async () => {
    const { jobs } = jobListShape.parse((await demo.get('/v1/jobs')).json());
    expect(jobs.map(({ state }) => state)).toEqual(['done', 'done', 'failed']);
  });
});

async function drop(files: Readonly<Record<string, string | Buffer>>, account?: string) {
  const query = account === undefined ? '' : `?account=${encodeURIComponent(account)}`;
  const begun = await demo.post(`/v1/drops${query}`, {});
  if (begun.status !== 201) return begun;
  const { id } = begun.json() as { readonly id: string };
  for (const [name, payload] of Object.entries(files)) {
    const { statusCode } = await demo.app.inject({
      method: 'PUT',
      url: `/v1/drops/${id}/files/${encodeURIComponent(name)}`,
      headers: { host: 'localhost', 'content-type': 'application/octet-stream' },
      payload,
    });
    expect(statusCode).toBe(200);
  }
  return demo.post(`/v1/drops/${id}/jobs`, {});
}

describe('files dropped on the page', () => {
  it('are loaded, and known again under any name', async () => {
    const file = readdirSync(demo.logs, { recursive: true, withFileTypes: true }).find((entry) =>
      entry.name.endsWith('.json.gz'),
    );
    const bytes = readFileSync(join(file?.parentPath ?? '', file?.name ?? ''));
    const { text } = await drop({ 'one of them.json.gz': bytes });
    const last = (await watched(jobShape.parse(JSON.parse(text)).id)).at(-1);
    expect(last).toMatchObject({ state: 'done', paths: ['one_of_them.json.gz'], result: { knownFiles: 1 } });
  });

  it('stay in their folder, whatever they are called', async () => {
    const { status, text } = await drop({ '../../../../tmp/evil.json': '{}', '../..': '{}', 'a/b\\c': '{}' });
    expect(status).toBe(202);
    expect(jobShape.parse(JSON.parse(text)).paths.sort()).toEqual(['..', 'c', 'evil.json']);
  });
});

const deletion = (id: string): string => deletionAt(id, demo.ctx.now() - 3_600_000);

describe('the account that files are of which do not say so', () => {
  it('is the one that a drop or a folder is said to be of', async () => {
    const dropped = await drop({ 'a.jsonl': deletion('dropped-1') }, 'dropped');
    await watched(jobShape.parse(dropped.json()).id);
    const folder = mkdtempSync(join(demo.dropFolder, 'named-'));
    for (const name of ['one', 'other']) writeFileSync(join(folder, name), deletion(name));
    const accounts = [{ name: 'folder' }, { name: 'inner', path: join(folder, 'other') }];
    const { status, json } = await demo.post('/v1/jobs', { kind: 'ingest', paths: [folder], accounts });
    expect(status).toBe(202);
    const job = jobShape.parse(json());
    expect(job.accounts).toEqual([
      { name: 'folder', path: null },
      { name: 'inner', path: join(folder, 'other') },
    ]);
    await watched(job.id);
    const { tokens } = tokenSearchShape.parse((await demo.get('/v1/tokens?q=provider:kubernetes')).json());
    expect(tokens.map(({ account }) => account).sort()).toEqual(['dropped', 'folder', 'inner']);
  });

  it('is refused as the command refuses it', async () => {
    const words = 'It takes a name of letters, digits, dots and dashes';
    const ofDrop = await drop({ 'a.jsonl': deletion('a') }, '../evil');
    const body = { kind: 'ingest', paths: [demo.logs], accounts: [{ name: 'two words' }] };
    for (const { status, json } of [ofDrop, await demo.post('/v1/jobs', body)]) {
      expect(status).toBe(400);
      expect(json()).toMatchObject({ code: 'usage.invalid', errors: [{ message: words }] });
    }
    const accounts = [{ name: 'shop', path: '/elsewhere' }];
    const { json } = await demo.post('/v1/jobs', { kind: 'ingest', paths: [demo.logs], accounts });
    expect((await watched(jobShape.parse(json()).id)).at(-1)).toMatchObject({
      state: 'failed',
      problem: { code: 'usage.invalid', detail: 'no file of `/elsewhere` is among what is loaded' },
    });
  });
});
