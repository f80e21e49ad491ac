import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readAssignments } from './read-assignments.ts';

const folder = mkdtempSync(join(tmpdir(), 'scopelight-assignments-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(content: string | Buffer) {
  const path = join(folder, 'assignments');
  writeFileSync(path, content);
  const { permissionsOf, ...rest } = await readAssignments(path);
  return { ...rest, access: Object.fromEntries([...permissionsOf].map(([name, mine]) => [name, [...mine]])) };
}

const access = { ann: ['read', 'write'], bob: ['read'] };

describe('assignments', () => {
  it.each([
    ['with commas', 'ann,read\nann,write\nbob,read\n'],
    [
      'with names of columns, a mark of byte order and Windows line ends',
      '\uFEFFSubject,Permission\r\nann,read\r\nann,write\r\nbob,read\r\n',
    ],
    ['with semicolons', 'ann;read\nann;write\nbob;read'],
    ['with tabs', 'ann\tread\nann\twrite\nbob\tread\n'],
    ['with blanks before and between', '   ann      read\n   ann      write\n   bob      read\n'],
    ['with repeated and empty lines', 'ann,read\n\nann,write\nann,read\nbob,read\n\n'],
    ['packed', gzipSync('ann,read\nann,write\nbob,read\n')],
  ])('are read %s', async (_name, content) => {
    expect(await read(content)).toEqual({ access, count: 3, unreadable: [], unreadableCount: 0 });
  });

  it('may hold the separator and quotes between quotes', async () => {
    const { access: found } = await read('"Doe, ""Jane""",read\n__proto__,read\n');
    expect(Object.entries(found)).toEqual([
      ['Doe, "Jane"', ['read']],
      ['__proto__', ['read']],
    ]);
  });

  it('name what cannot be read by its line, and keep the rest', async () => {
    const { access: kept, ...rest } = await read(
      'ann,read\nann\n,write\nann,write,extra\n"ann,x\nann,write\nbob,read\n',
    );
    expect(kept).toEqual(access);
    expect(rest.unreadableCount).toBe(4);
    expect(rest.unreadable.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  });

  it('are refused when the file is not there or cut off', async () => {
    await expect(readAssignments(join(folder, 'none'))).rejects.toMatchObject({ code: 'input.not-found' });
    const packed = gzipSync('ann,read\n'.repeat(100_000));
    await expect(read(packed.subarray(0, packed.length / 2))).rejects.toMatchObject({
      code: 'input.not-found',
    });
  });
});
