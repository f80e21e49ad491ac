import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identified } from '../../model/identified.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import type { Context } from '../context.ts';
import { ingestLogs } from '../load/ingest-logs.ts';
import { identifyTokens } from './identify-tokens.ts';

/** Well-formed, and of nobody. */
const token = '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';
const hashOf = (value: string) => createHash('sha256').update(value).digest('base64');

const request = {
  '@timestamp': Date.parse('2026-09-02T08:15:30Z'),
  action: 'api.request',
  actor: 'mira',
  org: 'umbra',
  request_method: 'GET',
  route: '/repos/{owner}/{repo}/pulls',
  repo: 'umbra/site',
  status_code: 200,
  user_agent: 'curl/8.7.1',
};

let folder: string;
let ctx: Context;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scopelight-identify-'));
  const records = [
    {
      ...request,
      _document_id: 'a',
      programmatic_access_type: 'Personal access token (classic)',
      token_id: 7_001,
      hashed_token: hashOf(token),
    },
    {
      ...request,
      _document_id: 'b',
      actor: 'ship-it[bot]',
      programmatic_access_type: 'GitHub App server-to-server token',
      hashed_token: hashOf(`ghs_${'a'.repeat(36)}`),
    },
  ];
  writeFileSync(join(folder, 'audit.json'), records.map((record) => JSON.stringify(record)).join('\n'));
  ctx = {
    store: await openTemporaryStore(),
    now: () => Date.parse('2026-09-03T00:00:00Z'),
    onProgress: () => {},
  };
  await ingestLogs(ctx, { paths: [folder] });
});
afterAll(async () => {
  await ctx.store.close();
  rmSync(folder, { recursive: true });
});

function identify(text: string): Promise<Identified> {
  return identifyTokens({ bytes: Buffer.from(text), now: ctx.now() }, (task) => task(ctx));
}

describe('a token that logs name by a hash of its value', () => {
  it('is known by it, whatever its id is', async () => {
    const { tokens } = await identify(token);
    expect(tokens).toMatchObject([
      {
        format: 'github-pat-classic',
        matches: [
          {
            basis: 'SHA-256, base64',
            isExact: true,
            token: { id: '7001', principal: 'user/mira', calls: 1 },
          },
        ],
      },
    ]);
  });

  it('is known as a session’s where it is short-lived', async () => {
    const { tokens } = await identify(`ghs_${'a'.repeat(36)}`);
    expect(tokens).toMatchObject([
      { format: 'github-installation', matches: [{ isExact: true, token: { kind: 'session' } }] },
    ]);
  });

  it('is told to be unknown where no log has the hash', async () => {
    const { tokens } = await identify(`ghs_${'b'.repeat(36)}`);
    expect(tokens).toMatchObject([{ matches: [] }]);
  });
});

describe('a token whose principal is known', () => {
  it('is said to be perhaps one of its tokens, not to be it', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const jwt = `${part({ alg: 'RS256' })}.${part({ sub: 'user/mira', jti: 'nobody-knows' })}.c2lnbmF0dXJl`;
    const { tokens } = await identify(jwt);
    expect(tokens).toMatchObject([
      { matches: [{ isExact: false, basis: 'the principal it names', token: { principal: 'user/mira' } }] },
    ]);
  });
});

describe('without anything to look up', () => {
  it('asks no store', async () => {
    const { window, tokens } = await identifyTokens(
      { bytes: Buffer.from('zQ9-plain-but-unknown-7Xw'), now: 0 },
      () => Promise.reject(new Error('a store was asked')),
    );
    expect(window).toBeNull();
    expect(tokens).toMatchObject([{ matches: null }]);
  });
});
