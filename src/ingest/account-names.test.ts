import { describe, expect, it } from 'vitest';
import { nameAccounts } from './account-names.ts';

const found = {
  files: ['logs/a/1', 'logs/a/b/2', 'logs/ab/3', 'other/4'].map((path) => ({ path, bytes: 1 })),
  unreadable: [],
};
const accountsOf = (...names: Parameters<typeof nameAccounts>[1][number][]) =>
  nameAccounts(found, names).files.map(({ account }) => account ?? '');

describe('nameAccounts', () => {
  it('gives each file the name said of the innermost folder around it, in whatever order they come', () => {
    const [all, a, b] = [{ name: 'all' }, { name: 'a', path: 'logs/a/' }, { name: 'b', path: './logs/a/b' }];
    expect(accountsOf()).toEqual(['', '', '', '']);
    expect(accountsOf(all)).toEqual(['all', 'all', 'all', 'all']);
    expect(accountsOf(a)).toEqual(['a', 'a', '', '']);
    for (const names of [
      [all, a, b],
      [b, all, a],
    ])
      expect(accountsOf(...names)).toEqual(['a', 'b', 'all', 'all']);
    expect(accountsOf({ name: 'one', path: 'other/4' })).toEqual(['', '', '', 'one']);
  });

  it('refuses a name that is said of nothing, and two of the same', () => {
    expect(() => accountsOf({ name: 'x', path: 'log' })).toThrow('no file of `log` is among what is loaded');
    expect(() => accountsOf({ name: 'x' }, { name: 'y' })).toThrow('two accounts are named');
    expect(() => accountsOf({ name: 'x', path: 'logs' }, { name: 'y', path: 'logs/' })).toThrow(
      'two accounts',
    );
  });
});
