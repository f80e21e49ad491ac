import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressRange, buildRangeTable, combineTables, valueAt } from './range-table.ts';

const arbitraryRanges = (bits: 32 | 48): fc.Arbitrary<AddressRange[]> =>
  fc
    .uniqueArray(
      fc.oneof(
        fc.nat(40),
        fc.integer({ min: 2 ** bits - 41, max: 2 ** bits - 1 }),
        fc.maxSafeNat().map((n) => n % 2 ** bits),
      ),
    )
    .chain((bounds) => {
      const sorted = bounds.sort((a, b) => a - b);
      return fc
        .array(fc.integer({ min: 1, max: 5 }), { minLength: sorted.length, maxLength: sorted.length })
        .map((values) =>
          sorted.flatMap((start, index) => {
            const end = sorted[index + 1];
            return index % 2 === 0 && end !== undefined ? [{ start, end, value: values[index] ?? 1 }] : [];
          }),
        );
    })
    .map((ranges) =>
      ranges.map((range, index) =>
        index % 3 === 2 ? range : { ...range, end: Math.max(range.start, range.end - 1) },
      ),
    );

describe.each([32, 48] as const)('a range table of %i bits', (bits) => {
  it('answers right on both sides of every boundary', () => {
    fc.assert(
      fc.property(arbitraryRanges(bits), (ranges) => {
        const table = buildRangeTable(ranges, bits);
        const expected = (address: number): number =>
          ranges.find(({ start, end }) => start <= address && address <= end)?.value ?? 0;
        for (const { start, end } of ranges) {
          for (const address of [start - 1, start, start + 1, end - 1, end, end + 1]) {
            if (address < 0 || address >= 2 ** bits) continue;
            expect(valueAt(table, address)).toBe(expected(address));
          }
        }
        expect(valueAt(table, 0)).toBe(expected(0));
        expect(valueAt(table, 2 ** bits - 1)).toBe(expected(2 ** bits - 1));
      }),
    );
  });

  it('holds no range that could be part of its neighbour', () => {
    fc.assert(
      fc.property(arbitraryRanges(bits), (ranges) => {
        const { starts, values } = buildRangeTable(ranges, bits);
        expect(starts[0]).toBe(0);
        values.forEach((value, index) => {
          if (index > 0) expect(value).not.toBe(values[index - 1]);
        });
      }),
    );
  });

  it('combines two tables address by address', () => {
    fc.assert(
      fc.property(arbitraryRanges(bits), arbitraryRanges(bits), (first, second) => {
        const [left, right] = [buildRangeTable(first, bits), buildRangeTable(second, bits)];
        const both = combineTables(left, right, bits, (a, b) => a * 10 + b);
        for (const at of [...first, ...second].flatMap(({ start, end }) => [start, end])) {
          expect(valueAt(both, at)).toBe(valueAt(left, at) * 10 + valueAt(right, at));
        }
      }),
    );
  });
});

it('refuses ranges out of order', () => {
  const ranges = [
    { start: 5, end: 9, value: 1 },
    { start: 9, end: 12, value: 2 },
  ];
  expect(() => buildRangeTable(ranges, 32)).toThrow('overlaps');
});
