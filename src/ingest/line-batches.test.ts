import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineBatches } from './line-batches.ts';

async function linesOf(chunks: readonly Uint8Array[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of lineBatches(Readable.from(chunks))) lines.push(...batch);
  return lines;
}

function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1))), bytes.length].sort(
    (a, b) => a - b,
  );
  return ends
    .map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
    .filter((part) => part.length > 0);
}

describe('lineBatches', () => {
  it('gives the same lines however the bytes arrive', async () => {
    const lines = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n]/g, ' ')));
    await fc.assert(
      fc.asyncProperty(lines, fc.array(fc.nat(), { maxLength: 6 }), async (given, places) => {
        const bytes = new TextEncoder().encode(given.map((each) => `${each}\n`).join(''));
        expect(await linesOf(cutAt(bytes, places))).toEqual(given);
      }),
    );
  });

  it('takes Windows line ends, and a last line without an end', async () => {
    expect(await linesOf([Buffer.from('a\r\n\r\nb')])).toEqual(['a', '', 'b']);
  });

  it('holds no more of a line than anybody asks', async () => {
    const chunks = Array.from({ length: 64 }, () => Buffer.alloc(65_536, 'x'));
    const [line = '', next] = await linesOf([...chunks, Buffer.from('\nnext')]);
    expect(line.length).toBe(65_536);
    expect(next).toBe('next');
  });
});
