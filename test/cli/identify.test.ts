import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { identifiedShape } from '../../src/model/identified.ts';
import { runCli, temporaryFolder } from './cli.test-support.ts';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(() => folder.remove());

/** Well-formed, and of nobody. */
const githubToken = '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';

function identify(input: string) {
  const { code, stdout } = runCli(['identify', '--json'], { cwd, input });
  return { code, answer: identifiedShape.parse(JSON.parse(stdout)) };
}

describe('identify', () => {
  it('tells kind, checksum and hash of a token, and shows none of it', () => {
    const { code, stdout, stderr } = runCli(['identify'], { cwd, input: `token: ${githubToken}\n` });
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('GitHub: personal access token (classic)');
    expect(stdout).toMatch(/checksum\s+valid/);
    expect(stdout).toContain(createHash('sha256').update(githubToken).digest('base64'));
    expect(stdout).not.toContain(githubToken.slice(4, 12));
  });

  it('answers each token of a paste once', () => {
    const { answer } = identify(`A=${githubToken}\nB=AKIAQ3EGR7NFXXXXXXXX\nA=${githubToken}\n`);
    expect(answer.tokens.map(({ format }) => format)).toEqual(['github-pat-classic', 'aws-access-key-id']);
  });

  it('says that a checksum is wrong', () => {
    const { answer } = identify(githubToken.replace('XC', 'CX'));
    expect(answer.tokens).toMatchObject([{ certainty: 'possible', checksum: 'invalid' }]);
  });

  it('reads the account off a key id of the newer form, and says that an older one does not tell', () => {
    const { answer } = identify('AKIAQ3EGR7NFXXXXXXXX AKIAIOSFODNN7EXAMPLE');
    expect(answer.tokens.map(({ account }) => account)).toEqual(['058264255307', null]);
    expect(answer.tokens[1]?.notes.join()).toContain('does not tell its account');
  });

  it('shows the claims that tell whose a token is, and neither its signature nor other claims', () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      iss: 'https://issuer.example',
      sub: 'robot',
      exp: 1_700_000_000,
      password: 'hunter2-hunter2',
    };
    const { code, stdout } = runCli(['identify', '--json'], {
      cwd,
      input: `Bearer ${part({ alg: 'ES256' })}.${part(claims)}.c2lnbmF0dXJlLXNpZ25hdHVyZQ`,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      tokens: [
        {
          format: 'jwt',
          facts: [{ name: 'alg' }, { name: 'iss' }, { name: 'sub', value: 'robot' }],
          withheld: ['password'],
          isExpired: true,
        },
      ],
    });
    expect(stdout).not.toMatch(/hunter2|c2lnbmF0/);
  });

  it('offers every candidate where several look so, and is sure where a name stands before it', () => {
    const hex = '0123456789abcdef0123456789abcdef01234567';
    expect(identify(hex).answer.tokens[0]?.candidates.map(({ issuer }) => issuer)).toEqual([
      'GitHub',
      'Datadog',
    ]);
    expect(identify(`DD_APP_KEY=${hex}`).answer.tokens[0]).toMatchObject({
      format: 'datadog-key',
      certainty: 'likely',
    });
  });

  it('says that it does not know', () => {
    expect(identify('zQ9-plain-but-unknown-7Xw').answer.tokens).toMatchObject([
      { format: null, certainty: 'unknown', candidates: [], length: 25 },
    ]);
    expect(identify('nothing in here').answer.tokens).toEqual([]);
  });

  it.each([
    ['a token', [githubToken]],
    ['a token after options', ['--json', githubToken]],
    ['a token that looks like an option', [`--${githubToken}`]],
    ['a token as the value of an option', [`--json=${githubToken}`]],
    ['a token beside the dash', ['-', githubToken]],
  ])('refuses %s on the command line without repeating it', (_name, args) => {
    const { code, stdout, stderr } = runCli(['identify', ...args], { cwd, input: '' });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('history');
    expect(stderr).not.toContain(githubToken.slice(4, 12));
  });

  it('wants the data to be there that it was told of, without repeating where', () => {
    const { code, stdout, stderr } = runCli(['identify', '--data', githubToken], { cwd, input: githubToken });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: there is no data.*\nhint: /);
    expect(stderr).not.toContain(githubToken.slice(4, 12));
  });
});
