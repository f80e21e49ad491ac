import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../src/package-root.ts';

const launcher = join(packageRoot(), 'scopelight');
const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scopelight-launcher-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('./scopelight', () => {
  it('runs the program from any folder, and prints nothing of its own on stdout', () => {
    expect(run(launcher, ['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  it('runs the program through links to it', () => {
    const link = join(folder, 'first');
    symlinkSync(launcher, link);
    symlinkSync('first', join(folder, 'second'));
    expect(run(join(folder, 'second'), ['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  it('passes the exit code on', () => {
    expect(run(launcher, ['no-such-command']).status).toBe(2);
  });

  it('passes stdin on', () => {
    const line = JSON.stringify({ source: 's3.amazonaws.com', name: 'ListObjects' });
    const { status, stdout } = run(launcher, ['lookup', 'aws', '--json'], `${line}\n`);
    expect({ status, answer: JSON.parse(stdout) }).toMatchObject({
      status: 0,
      answer: { permissions: ['s3:ListBucket'] },
    });
  });
});
