import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenFormats } from '../../src/analysis/token-formats/all-formats.ts';
import {
  type GeneratedToken,
  generatedToken,
} from '../../src/analysis/token-formats/generate-token.test-support.ts';
import { identifyTokens } from '../../src/services/identify/identify-tokens.ts';
import { runCli, temporaryFolder } from '../cli/cli.test-support.ts';
import { callRecord, writeLog } from '../cli/records.test-support.ts';
import { piped, runInProcess, typed } from '../support/in-process.ts';
import { LeakDetector } from '../support/leak-detector.ts';

/*
 * No part of a secret reaches a disk, a log or the output: whatever the format, however it is given, and whatever goes
 * wrong. Tokens of every format are made up, run through the real program, and looked for everywhere afterwards.
 */
const tokensPerFormat = 3;
const batchSize = 40;

const folder = temporaryFolder();
const data = join(folder.path, 'data');
const temporary = join(folder.path, 'tmp');
const home = join(folder.path, 'home');
const env = { HOME: home, TMPDIR: temporary, XDG_CACHE_HOME: home };

// Each format has a seed of its own: otherwise what one calls a secret is what another calls an id.
const seed = Number(process.env.SCOPELIGHT_TEST_SEED ?? 1);
const tokens: readonly GeneratedToken[] = tokenFormats().flatMap((format, index) =>
  fc.sample(fc.noBias(generatedToken(format)), { numRuns: tokensPerFormat, seed: seed * 1_000 + index }),
);
const detector = new LeakDetector(tokens.flatMap(({ secrets }) => secrets));
const batches = Array.from({ length: Math.ceil(tokens.length / batchSize) }, (_, index) =>
  tokens.slice(index * batchSize, (index + 1) * batchSize),
);

beforeAll(() => {
  for (const path of [temporary, home]) mkdirSync(path);
  writeLog(join(folder.path, 'logs/a.json'), [callRecord()]);
  expect(runCli(['ingest', 'logs', '--data', data], { cwd: folder.path, env }).code).toBe(0);
  process.env.TMPDIR = temporary;
});
afterAll(() => folder.remove());

function expectNoLeak(text: string): void {
  expect(detector.leakIn(text)).toBeUndefined();
}

describe('no part of a secret', () => {
  it('could be missed: the detector finds a piece of each', () => {
    expect(detector.size).toBeGreaterThan(10_000);
    for (const { value, secrets } of tokens) {
      if (secrets.length > 0) expect(detector.leakIn(`x${value}y`)).toBeDefined();
    }
  });

  it.each(tokenFormats())('of $id is shown, as a page or as JSON', async (format) => {
    const detect = (secrets: readonly string[], text: string) => new LeakDetector(secrets).leakIn(text);
    const made = fc.noBias(generatedToken(format));
    await fc.assert(
      fc.asyncProperty(
        made,
        fc.constantFrom('', 'export KEY=', '{"a":"', 'Bearer '),
        async (token, before) => {
          const input = `${before}${token.value}\n`;
          for (const args of [['identify'], ['identify', '--json', '--verbose'], ['identify', '-']]) {
            const { code, stdout, stderr } = await runInProcess(args, piped(input));
            expect([0, 3]).toContain(code);
            expect(detect(token.secrets, stdout + stderr)).toBeUndefined();
          }
        },
      ),
      { numRuns: 5 },
    );
  });

  it('is shown when the input is hostile: cut, doubled, bent, mixed', async () => {
    const bend = fc.constantFrom<(text: string) => string>(
      (text) => text.slice(0, -1),
      (text) => text.slice(1),
      (text) => text.slice(0, Math.ceil(text.length / 2)),
      (text) => text + text,
      (text) => text.replaceAll('.', '..'),
      (text) => text.replaceAll('-', '\n'),
      (text) => [...text].join('\u0000'),
      (text) => encodeURIComponent(text),
      (text) => JSON.stringify(JSON.stringify(text)),
      (text) => Buffer.from(text).toString('base64'),
      (text) => `\u001b[31m${text}\u202e`,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...tokens),
        fc.constantFrom(...tokens),
        bend,
        async (one, other, by) => {
          const text = `${by(one.value)} ${other.value}${by(other.value)}`;
          const { code, stdout, stderr } = await runInProcess(['identify', '--verbose'], piped(text));
          expect([0, 3]).toContain(code);
          expectNoLeak(stdout + stderr);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is repeated when it stands on the command line', async () => {
    for (const { value } of tokens) {
      const wrong = [
        ['identify', value],
        ['identify', '-', value],
        ['identify', `--json=${value}`],
        ['identify', `--${value}`],
        [value],
        [value, 'identify'],
        [`--${value}`, 'identify'],
        ...(/^https?:/.test(value) ? [] : [['identify', '--data', value]]),
      ];
      for (const args of wrong) {
        const { code, stdout, stderr } = await runInProcess([...args, '--verbose'], piped(''));
        expect(code).toBe(2);
        expectNoLeak(stdout + stderr);
      }
    }
  });

  it('is shown as what another token says of itself', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const [index, { value }] of tokens.entries()) {
      // Of what has no mark of its own nobody can tell that it is a secret.
      if (tokenFormats()[Math.floor(index / tokensPerFormat)]?.certainty === 'possible') continue;
      const claims = {
        iss: value,
        sub: value,
        jti: value,
        aud: ['a', value],
        scope: `x ${value}`,
        [value]: 1,
      };
      const jwt = `${part({ alg: 'none', kid: value })}.${part(claims)}.${part('unsigned')}`;
      const { stdout, stderr } = await runInProcess(['identify', '--json'], piped(jwt));
      expectNoLeak(stdout + stderr);
    }
  });

  it('is shown where the claims of its own token repeat it', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signature = 'q7Zt-0xWm_Ls9dPfKc2Vb8RyHnGj4EuT';
    const claims = { iss: signature, sub: `x${signature}y`, jti: signature.slice(3, 20), [signature]: 1 };
    const { stdout } = await runInProcess(
      ['identify'],
      piped(`${part({ alg: 'HS256' })}.${part(claims)}.${signature}`),
    );
    expect(stdout).toContain('JSON Web Token');
    expect(new LeakDetector([signature]).leakIn(stdout)).toBeUndefined();
  });

  it('is shown at the prompt', async () => {
    for (const { value } of tokens.slice(0, 60)) {
      const pasted = typed(`\u001b[200~${value.slice(0, 9)}`, `${value.slice(9)}\u001b[201~`, '\r');
      const { code, stdout, stderr } = await runInProcess(['identify'], pasted);
      expect(code).toBe(0);
      expect(pasted.modes).toEqual([true, false]);
      expectNoLeak(stdout + stderr);
    }
  });

  it('reaches a file of the store, the temporary folder or the home, in a process of its own', () => {
    for (const [index, batch] of batches.entries()) {
      const input = batch.map(({ value }) => value).join('\n');
      const args =
        index % 2 === 0 ? ['identify', '--data', data] : ['identify', '--data', data, '--json', '--verbose'];
      const { code, stdout, stderr } = runCli(args, { cwd: folder.path, input, env });
      expect([0, 3]).toContain(code);
      expectNoLeak(stdout + stderr);
    }
    expect(detector.leakingFiles(folder.path)).toEqual([]);
  }, 300_000);
});

describe('a server', () => {
  let server: Server;
  let received = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      received += `${request.url}\n${JSON.stringify(request.headers)}\n`;
      request.on('data', (chunk) => {
        received += String(chunk);
      });
      request.on('end', () => {
        response.writeHead(500, { 'X-ClickHouse-Exception-Code': '62' });
        response.end(`Code: 62. DB::Exception: cannot go on with ${received.slice(-20_000)}`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  it('is told no part of a secret, and none is in the error it causes', async () => {
    const { port } = server.address() as AddressInfo;
    for (const batch of batches) {
      const input = piped(batch.map(({ value }) => value).join('\n'));
      const where = ['--data', `http://127.0.0.1:${port}`, '--verbose'];
      const { stdout, stderr } = await runInProcess(['identify', ...where], input);
      expectNoLeak(stdout + stderr);
    }
    expect(received).not.toBe('');
    expectNoLeak(decodeURIComponent(received.replace(/%(?![0-9a-fA-F]{2})/g, '%25')));
  });
});

describe('a failure while a token is held', () => {
  it('is told without what it says', async () => {
    const [token] = tokens;
    const bytes = Object.assign(Buffer.from('x'), {
      subarray: () => {
        throw new Error(`cannot look at ${token?.value}`);
      },
    });
    const failing = identifyTokens({ bytes, now: 0 }, undefined);
    await expect(failing).rejects.toMatchObject({ code: 'identify.failed', cause: undefined });
    await expect(failing).rejects.not.toThrow(token?.value);
  });
});
