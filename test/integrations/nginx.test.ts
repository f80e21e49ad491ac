import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { loadedLines } from './loaded-lines.ts';

/** The nginx to test with: `SCOPELIGHT_TEST_NGINX`, or the one on the path. */
const nginx = process.env.SCOPELIGHT_TEST_NGINX ?? 'nginx';
const version = spawnSync(nginx, ['-v'], { encoding: 'utf8' });
const isThere = version.status === 0;
if (!isThere) {
  process.stderr.write(
    'nginx is not installed: its log format is not tested (install nginx, or name one with SCOPELIGHT_TEST_NGINX)\n',
  );
}

const secret = 'hunter2-of-the-shop';

/** A gateway that verifies keys by a subrequest, as the snippet describes it. */
function configuration(port: number, folder: string): string {
  return `
    daemon off;
    master_process off;
    pid ${folder}/nginx.pid;
    error_log ${folder}/error.log;
    events { worker_connections 64; }
    http {
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      include ${join(packageRoot(), 'integrations/nginx/scopelight.conf')};
      access_log ${folder}/access.log scopelight;
      map $http_x_api_key $verified_id { default ""; "${secret}" "key-1"; }
      map $verified_id $verified_status { default 200; "" 401; }
      server {
        listen 127.0.0.1:${port};
        location / {
          auth_request /_verify;
          auth_request_set $caller_key_id $upstream_http_x_key_id;
          auth_request_set $caller_scopes $upstream_http_x_scopes;
          proxy_pass http://127.0.0.1:${port}/_backend$request_uri;
        }
        location = /_verify { internal; access_log off; proxy_pass http://127.0.0.1:${port}/_keys; }
        location = /_keys {
          access_log off;
          add_header X-Key-Id $verified_id always;
          add_header X-Scopes "orders:read orders:write" always;
          if ($verified_id = "") { return 401; }
          return 204;
        }
        location /_backend/v1/orders/forbidden { access_log off; return 403; }
        location /_backend { access_log off; return 200 "{}"; }
      }
    }`;
}

it.skipIf(!isThere)('the format for nginx tells the product every call, and no secret', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scopelight-nginx-'));
  const port = await freePort();
  mkdirSync(join(folder, 'logs'));
  writeFileSync(join(folder, 'nginx.conf'), configuration(port, folder));
  const server = spawn(nginx, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  try {
    const ask = async (path: string, key: string): Promise<number> => {
      const headers = { 'x-api-key': key, 'user-agent': 'shop "2.1" \\' };
      return (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).status;
    };
    await expect
      .poll(() => ask('/v1/orders', 'nobody').catch(() => 0), { timeout: 20_000, interval: 100 })
      .toBe(401);
    expect(await ask(`/v1/orders/17?api_key=${secret}`, secret)).toBe(200);
    expect(await ask('/v1/orders/forbidden', secret)).toBe(403);
    const log = () => readFileSync(join(folder, 'access.log'), 'utf8');
    await expect.poll(() => log().trim().split('\n').length).toBeGreaterThanOrEqual(3);
    expect(log()).not.toContain(secret);
    const rows = await loadedLines(log());
    const told = rows.map(({ disposition, token_id, operation, outcome, session, agent }) =>
      [disposition, token_id, operation, outcome, session, agent].join(' | '),
    );
    expect([...new Set(told)].sort()).toEqual([
      expect.stringMatching(/^call \| {2}\| GET \/v1\/orders \| authn_failed/),
      'call | key-1 | GET /v1/orders/{orderId} | allowed | orders:read orders:write | shop "2.1" \\',
      'call | key-1 | GET /v1/orders/{orderId} | denied | orders:read orders:write | shop "2.1" \\',
    ]);
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('close', resolve));
    rmSync(folder, { recursive: true, force: true });
  }
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
