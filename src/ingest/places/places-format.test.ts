import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePlaces, encodePlaces, type PlacesData } from './places-format.ts';
import { buildRangeTable, type RangeTable } from './range-table.ts';

const table = (bits: 32 | 48): fc.Arbitrary<RangeTable> =>
  fc
    .uniqueArray(
      fc
        .tuple(fc.nat(bits - 1), fc.maxSafeNat())
        .map(([power, n]) => Math.floor((n % 2 ** bits) / 2 ** power) * 2 ** power),
    )
    .map((starts) =>
      buildRangeTable(
        starts
          .sort((a, b) => a - b)
          .map((start, index) => ({
            start,
            end: (starts[index + 1] ?? 2 ** bits) - 1,
            value: (index * 37) % 300,
          })),
        bits,
      ),
    );

const networks = fc
  .uniqueArray(
    fc.tuple(fc.integer({ min: 1, max: 2 ** 32 - 1 }), fc.string({ unit: 'grapheme', maxLength: 20 })),
    { selector: ([number]) => number },
  )
  .map((list) => {
    list.sort((a, b) => a[0] - b[0]);
    const names = list.map(([, name]) => Buffer.from(name));
    const offsets = [0];
    for (const name of names) offsets.push((offsets.at(-1) ?? 0) + name.length);
    return {
      numbers: Uint32Array.from(list, ([number]) => number),
      offsets: Uint32Array.from(offsets),
      names: Buffer.concat(names),
    };
  });

const places: fc.Arbitrary<PlacesData> = fc.record({
  date: fc.constant('2026-06-17'),
  countries: fc.array(fc.constantFrom('DE', 'US', 'JP')),
  networks,
  country4: table(32),
  network4: table(32),
  country6: table(48),
  network6: table(48),
});

describe('the places file', () => {
  it('gives back what was written', async () => {
    await fc.assert(
      fc.asyncProperty(places, async (data) => {
        expect(await decodePlaces(encodePlaces(data))).toEqual(data);
      }),
      { numRuns: 50 },
    );
  });

  it('is refused when any byte of its end is missing, or more follows', async () => {
    const [data] = fc.sample(places, { numRuns: 1, seed: 7 });
    if (data === undefined) throw new Error('no sample');
    const plain = brotliDecompressSync(encodePlaces(data));
    for (let length = 0; length < plain.length; length += 1) {
      await expect(decodePlaces(brotliCompressSync(plain.subarray(0, length)))).rejects.toThrow();
    }
    const longer = Buffer.concat([plain, Buffer.alloc(1)]);
    await expect(decodePlaces(brotliCompressSync(longer))).rejects.toThrow('damaged');
    const other = brotliCompressSync(Buffer.from('SLPL2'));
    await expect(decodePlaces(other)).rejects.toThrow('another format');
  });
});
