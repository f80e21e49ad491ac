import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseFiles, filesBelow } from './configuration-files.ts';

let folder: string;
let cwd: string;
beforeAll(() => {
  cwd = process.cwd();
  folder = mkdtempSync(join(tmpdir(), 'scopelight-configuration-'));
  process.chdir(folder);
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args]);
  mkdirSync('iam/node_modules', { recursive: true });
  writeFileSync('iam/a.tf', 'before');
  writeFileSync('iam/ä b.yml', 'kept');
  writeFileSync('iam/node_modules/x.json', '{}');
  writeFileSync('iam/notes.md', 'no configuration');
  git('init', '-q');
  git('add', 'iam/a.tf', 'iam/ä b.yml');
  git('commit', '-q', '-m', 'one');
  writeFileSync('iam/a.tf', 'after');
  writeFileSync('iam/new.json', '{}');
});
afterAll(() => {
  process.chdir(cwd);
  rmSync(folder, { recursive: true });
});

const byPath = (files: readonly { readonly path: string; readonly text: string }[]) =>
  Object.fromEntries(files.map(({ path, text }) => [path, text]));

describe('the files of a change', () => {
  it('are what lies below a path, but what others wrote', () => {
    expect(byPath(filesBelow(['.']))).toEqual({
      'iam/a.tf': 'after',
      'iam/new.json': '{}',
      'iam/ä b.yml': 'kept',
    });
  });

  it('have those of a commit for a base, under the same names', async () => {
    expect(byPath(await baseFiles('HEAD', ['.']))).toEqual({ 'iam/a.tf': 'before', 'iam/ä b.yml': 'kept' });
    expect(byPath(await baseFiles('HEAD', ['iam/a.tf', 'iam/new.json']))).toEqual({ 'iam/a.tf': 'before' });
  });

  it('have a folder or file for a base, under the names of what is checked', async () => {
    mkdirSync('old');
    writeFileSync('old/a.tf', 'older');
    expect(byPath(await baseFiles('old', ['iam']))).toEqual({ 'iam/a.tf': 'older' });
    expect(byPath(await baseFiles('old/a.tf', ['iam/a.tf']))).toEqual({ 'iam/a.tf': 'older' });
  });

  it.each(['nowhere', '--output=x', 'HEAD; touch y', '$(touch y)'])(
    'say that %s is no base',
    async (base) => {
      await expect(baseFiles(base, ['.'])).rejects.toMatchObject({ code: 'input.not-found' });
    },
  );

  it('say that a path is not there', () => {
    expect(() => filesBelow(['nowhere'])).toThrow('there is no `nowhere`');
  });
});
