import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../setup/root.mjs';
import { checkPrivacy } from './check-privacy.mjs';

const outside = join(dirname(root.slice(0, -1)), 'notes.txt');
const registry = ['registry', 'example', 'org'].join('.');

describe('checkPrivacy', () => {
  it.each([
    ['the folder around the checkout', `see ${outside}`],
    ['the home folder', `see ${join(homedir(), '.npmrc')}`],
    ['somebody’s home folder', `see ${['', 'home', 'ada', 'logs'].join('/')}`],
    ['a package registry', `https://${registry}/x`],
  ])('finds %s', (_name, text) => {
    expect(checkPrivacy('a.md', `one\n${text}\n`).map(({ line }) => line)).toContain(2);
  });

  it.each([
    ['a path of the repository', 'src/store/store.ts'],
    ['a resource', 'arn:aws:s3:::work/root/home'],
    ['a web address', 'https://example.com/work/root/x'],
  ])('lets %s pass', (_name, text) => {
    expect(checkPrivacy('a.md', text)).toEqual([]);
  });
});
