import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { ingestLogs } from '../../src/services/load/ingest-logs.ts';
import { openStore } from '../../src/store/open-store.ts';
import { inFolder, now, writeFiles } from '../robustness/loaded-store.ts';

const secret = 'Zq7hunter2Xw9Kp3Lm5';
const encoded = Buffer.from(`shop:${secret}`).toString('base64');
const jwt = `${part({ alg: 'HS256' })}.${part({ client_id: 'c-9', note: secret })}.${Buffer.from(secret).toString('base64url')}`;

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const request = { time: '2026-03-02T08:15:30Z', method: 'GET', path: '/v1/orders/17', status: 200 };

/** Every place of a log where a key or token is met. */
const places: Readonly<Record<string, string>> = {
  query: JSON.stringify({ ...request, path: `/v1/orders?api_key=${secret}` }),
  'other query': JSON.stringify({ ...request, path: `/v1/orders?sig=${secret}`, key_id: 'key-1' }),
  path: JSON.stringify({ ...request, path: `/v1/reset/${secret}`, key_id: 'key-1' }),
  field: JSON.stringify({ ...request, api_key: secret }),
  bearer: JSON.stringify({ ...request, authorization: `Bearer ${secret}` }),
  basic: JSON.stringify({ ...request, authorization: `Basic ${encoded}` }),
  signed: JSON.stringify({ ...request, authorization: `Bearer ${jwt}` }),
  id: JSON.stringify({ ...request, key_id: `sk_live_${secret}` }),
  kong: JSON.stringify({
    request: {
      method: 'GET',
      uri: '/v1/orders',
      headers: { apikey: secret, authorization: `Bearer ${secret}`, cookie: `session=${secret}` },
    },
    response: { status: 200 },
    started_at: 1772439330123,
  }),
  text: `203.0.113.7 - shop [02/Mar/2026:08:15:30 +0000] "GET /v1/orders?token=${secret} HTTP/1.1" 200 612 "https://x.example/?k=${secret}" "sdk/1"`,
  list: JSON.stringify([{ key: secret, scopes: ['orders:read'] }]),
};

it('keeps no key or token of a log or list in any table', async () => {
  await inFolder(async (folder) => {
    const files = Object.entries(places).map(([name, content]) => [`${name}.log`, content] as const);
    const packed = [['packed.log.gz', gzipSync(places.text ?? '')] as const];
    const path = writeFiles(folder, 'logs', Object.fromEntries([...files, ...packed]));
    const store = await openStore(`${folder}/data`);
    try {
      const { sources } = await ingestLogs(
        { store, now: () => now, onProgress: () => {} },
        { paths: [path] },
      );
      expect(sources).toMatchObject([{ provider: 'http', calls: Object.keys(places).length - 1 }]);
      const tables = await store.query({
        name: 'tables',
        sql: `SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' ORDER BY name`,
        row: z.object({ name: z.string() }),
      });
      expect(tables.map(({ name }) => name)).toContain('calls_v1');
      for (const { name } of tables) {
        const rows = await store.query({ name: 'rows', sql: `SELECT * FROM ${name}`, row: z.unknown() });
        const text = JSON.stringify(rows);
        for (const value of [secret, encoded, jwt, jwt.split('.')[2] ?? ''])
          expect(text, name).not.toContain(value);
      }
    } finally {
      await store.close();
    }
  });
});
