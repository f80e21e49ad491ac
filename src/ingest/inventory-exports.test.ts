import { describe, expect, it } from 'vitest';
import type { InspectedFile } from './inspect-file.ts';
import { dateOf, inventoryExports } from './inventory-exports.ts';

/** Of a file nothing but its path is looked at. */
function at(path: string): InspectedFile {
  return { path } as InspectedFile;
}

const pathsOf = (files: readonly InspectedFile[]): readonly string[] => files.map(({ path }) => path);

describe('inventoryExports', () => {
  it('takes every folder that is named by a moment for an export, and everything else for one', () => {
    const fresh = [
      'inventory/2026-03-02T081530Z/a',
      'x/2026-03-02T08:15:30Z/b',
      '2026-03-03/c/d',
      'e',
      'f/g',
    ];
    const exports = inventoryExports(fresh.map(at), [at('h'), at('2026-03-03/i'), at('2026-03-04/j')]);
    expect(
      exports.map(({ fresh: files, held, begunAt }) => [pathsOf(files), pathsOf(held), begunAt]),
    ).toEqual([
      [fresh.slice(0, 2), [], Date.parse('2026-03-02T08:15:30Z')],
      [['2026-03-03/c/d'], ['2026-03-03/i'], Date.parse('2026-03-03T00:00:00Z')],
      [['e', 'f/g'], ['h'], undefined],
    ]);
  });

  it('takes no name for a moment that is none, or that is the file’s own', () => {
    const [one, ...others] = inventoryExports(
      ['2026-13-02/a', '2026-03-02-old/b', 'c/2026-03-02', 'users-2026-03-02.json'].map(at),
      [],
    );
    expect(one?.fresh).toHaveLength(4);
    expect(others).toEqual([]);
  });
});

describe('dateOf', () => {
  const begunAt = Date.parse('2026-03-02T08:15:30Z');

  it('is the date of the file, unless its folder tells that it was copied since', () => {
    expect(dateOf(begunAt + 60_000, begunAt)).toBe(begunAt + 60_000);
    expect(dateOf(begunAt + 90 * 86_400_000, begunAt)).toBe(begunAt);
    expect(dateOf(begunAt - 1, begunAt)).toBe(begunAt);
  });

  it('is never before what calls tell of tokens, whatever an archive did to it', () => {
    for (const modifiedAt of [0, 1000, 315_532_800_000])
      expect(dateOf(modifiedAt, undefined)).toBe(Date.UTC(2000, 0, 1));
  });
});
