import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineSplitter } from './split-lines.ts';
import { type Piece, recordBytesMax } from './split-records.ts';

function split(bytes: Buffer, sizes: readonly number[]): readonly Piece[] {
  const splitter = new LineSplitter();
  const pieces: Piece[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(...splitter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return [...pieces, ...splitter.end()];
}

it('gives every line with its place, however the bytes are cut', () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'é', '"', '{', ' ', '\u2028'), minLength: 1 });
  const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      sizes,
      (lines, end, cuts) => {
        const bytes = Buffer.from(lines.join(end));
        const pieces = split(bytes, cuts);
        expect(pieces.map((piece) => (piece.kind === 'object' ? piece.text : piece.reason))).toEqual(lines);
        for (const [index, { offset }] of pieces.entries())
          expect(bytes.toString('utf8', offset).startsWith(lines[index] ?? '')).toBe(true);
      },
    ),
  );
});

it('passes over empty lines', () => {
  const texts = split(Buffer.from('\n\r\na\n\n'), [3]).map((piece) => piece.kind === 'object' && piece.text);
  expect(texts).toEqual(['a']);
});

it('names a line that never ends, and keeps the lines around it', () => {
  const bytes = Buffer.concat([
    Buffer.from('a\n'),
    Buffer.alloc(2 * recordBytesMax, 0x78),
    Buffer.from('\nb'),
  ]);
  expect(split(bytes, [1 << 20])).toMatchObject([
    { kind: 'object', text: 'a' },
    { kind: 'broken', offset: 2 },
    { kind: 'object', text: 'b' },
  ]);
});
