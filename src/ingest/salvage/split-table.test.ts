import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Piece } from './split-records.ts';
import { TableSplitter } from './split-table.ts';

function split(text: string, sizes: readonly number[] = [text.length + 1]): readonly Piece[] {
  const bytes = Buffer.from(text);
  const splitter = new TableSplitter();
  const pieces: Piece[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(...splitter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return [...pieces, ...splitter.end()];
}

function shown(pieces: readonly Piece[]): readonly unknown[] {
  return pieces.map((piece) => (piece.kind === 'object' ? JSON.parse(piece.text) : piece));
}

it('gives each row as an object of the columns that the first line names', () => {
  expect(shown(split('\uFEFF"A","B"\r\n"1","two\nlines, ""quoted"""\r\nplain,\r\n\r\n'))).toEqual([
    { A: '1', B: 'two\nlines, "quoted"' },
    { A: 'plain', B: '' },
  ]);
});

it('names a broken row with its place and keeps the rows around it', () => {
  const text = '"A","B"\n"1","ok"\n"2","cut\n"3","ok"\n"4"x,"odd"\n"5","ok"\n"6","cut';
  expect(shown(split(text))).toEqual([
    { A: '1', B: 'ok' },
    { kind: 'broken', offset: text.indexOf('"2"'), reason: 'row is not CSV' },
    { A: '3', B: 'ok' },
    { kind: 'broken', offset: text.indexOf('"4"'), reason: 'row is not CSV' },
    { A: '5', B: 'ok' },
    { kind: 'broken', offset: text.indexOf('"6"'), reason: 'row cut off' },
  ]);
});

it('passes over the first line where files were put together', () => {
  expect(shown(split('A,B\n1,2\nA,B\n3,4'))).toEqual([
    { A: '1', B: '2' },
    { A: '3', B: '4' },
  ]);
});

it('knows its columns after a stretch that was lost', () => {
  const splitter = new TableSplitter();
  const before = [...splitter.push(Buffer.from('A,B\n1,2\n3,')), ...splitter.end()];
  const next = splitter.after(100);
  const after = [...next.push(Buffer.from('5\n6,7\n')), ...next.end()];
  const broken = { kind: 'broken', reason: 'row with other columns than the first line names' };
  expect(shown([...before, ...after])).toEqual([
    { A: '1', B: '2' },
    { A: '3', B: '' },
    { ...broken, offset: 100 },
    { A: '6', B: '7' },
  ]);
});

it('reads back any table, however its bytes are cut', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n', ' ', '\u2028') });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell), { maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
      (rows, sizes) => {
        const written = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','));
        const text = ['"first","second"', ...written].join('\n');
        expect(shown(split(text, sizes))).toEqual(rows.map(([first, second]) => ({ first, second })));
      },
    ),
  );
});
