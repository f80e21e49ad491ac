import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Loopback, onLoopback } from '../../src/ingest/collect/loopback.test-support.ts';
import { collectShape } from '../../src/model/collect.ts';
import { startCli, temporaryFolder } from '../cli/cli.test-support.ts';

const folder = temporaryFolder();
const token = '00never-to-be-seen';
const asked: string[] = [];
const role = { id: 'ra1', type: 'HELP_DESK_ADMIN', label: 'x', status: 'ACTIVE', assignmentType: 'USER' };
const event = (hour: number) => ({
  actor: { id: '00u1', type: 'User' },
  uuid: `e${hour}`,
  published: new Date(Date.now() - (30 * 24 - hour) * 3_600_000).toISOString(),
  eventType: 'user.account.reset_password',
  displayMessage: 'x',
  outcome: { result: 'SUCCESS' },
  transaction: { detail: { requestApiTokenId: '00T1' } },
});

/** The organisation, as its API answers. */
const answers: Readonly<Record<string, unknown>> = {
  '/api/v1/api-tokens': [
    { id: '00T1', userId: '00u1', tokenWindow: 'P30D', created: '2025-01-01T00:00:00.000Z' },
  ],
  '/api/v1/users/00u1': { id: '00u1', status: 'ACTIVE', profile: { login: 'mira@umbra.example' } },
  '/api/v1/iam/assignees/users': { value: [{ id: '00u1', orn: 'o', _links: { roles: { href: 'x' } } }] },
  '/api/v1/users/00u1/roles': [role],
  '/api/v1/groups': [],
  '/api/v1/apps': [],
};
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
  asked.push(pathname);
  const after = Number(searchParams.get('after') ?? 0);
  const isLog = pathname === '/api/v1/logs';
  const body = isLog ? Array.from({ length: 240 }, (_, hour) => event(after + hour)) : answers[pathname];
  const isMore = isLog && after < 480;
  response.writeHead(
    request.headers.authorization !== `SSWS ${token}` ? 401 : body === undefined ? 404 : 200,
    isMore ? { link: `<${origin()}/api/v1/logs?after=${after + 240}>; rel="next"` } : {},
  );
  response.end(JSON.stringify(body ?? {}));
});

let loopback: Loopback;
function origin(): string {
  return `http://127.0.0.1:${loopback.port}`;
}

beforeAll(async () => {
  loopback = await onLoopback(server);
});
afterAll(async () => {
  await loopback.close();
  folder.remove();
});

/** Runs a command while the server of this process answers. */
async function cli(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') {
  const child = startCli(args, { cwd: folder.path, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return { code, stdout, stderr };
}

describe('scopelight collect', () => {
  it('fetches what ingest loads, and tells what the system does not give', async () => {
    const { code, stdout, stderr } = await cli(['collect', 'okta', '--to', 'fetched', '--json'], {
      OKTA_ORG: origin(),
      OKTA_TOKEN: token,
    });
    expect(stderr).not.toContain(token);
    expect(code).toBe(3);
    const answer = collectShape.parse(JSON.parse(stdout));
    expect(answer).toEqual(JSON.parse(stdout));
    expect(answer).toMatchObject({
      log: { records: 720, files: 3 },
      inventory: { lists: 6, lacking: [{ list: 'iam/roles', reason: 'custom admin roles: it answers 404' }] },
    });

    const loaded = await cli(['ingest', 'fetched', '--json']);
    expect(loaded.code).toBe(0);
    expect(JSON.parse(loaded.stdout).sources).toMatchObject([
      { provider: 'okta', calls: 720, duplicates: 0, unreadableCount: 0 },
      { provider: 'unrecognised', unreadableCount: 0 },
    ]);
    const { stdout: listed } = await cli(['tokens', '--json']);
    expect(JSON.parse(listed).tokens).toMatchObject([
      {
        id: '00T1',
        kind: 'api-token',
        principal: 'user/00u1',
        owner: 'mira@umbra.example',
        calls: 720,
        used: 1,
      },
    ]);
  }, 120_000);

  it('leaves the secret in no file, and takes it from standard input', async () => {
    const { code, stdout, stderr } = await cli(
      ['collect', 'okta', '--to', 'again', '--secret-stdin', '--only', 'inventory'],
      { OKTA_ORG: origin() },
      `${token}\n`,
    );
    expect(code).toBe(3);
    expect(stdout).toContain('6 lists of the inventory fetched');
    expect(stdout + stderr).not.toContain(token);
    for (const name of readdirSync(join(folder.path, 'again'), { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.json'))
        expect(readFileSync(join(folder.path, 'again', name), 'utf8')).not.toContain(token);
  }, 60_000);

  it('says what is missing or wrong, and what to do', async () => {
    expect(await cli(['collect', 'okta', '--to', 'x'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('`OKTA_ORG` is not set'),
    });
    expect(await cli(['collect', 'http', '--to', 'x'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is not fetched from'),
    });
    const wrong = await cli(['collect', 'okta', '--to', 'x'], { OKTA_ORG: origin(), OKTA_TOKEN: '00wrong' });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('the credential is not taken') });
    expect(wrong.stderr).not.toContain('00wrong');
  }, 60_000);
});
