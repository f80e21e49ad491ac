import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disjointRanges, type ListedRange, toCells } from './disjoint-ranges.ts';
import { buildRangeTable, valueAt } from './range-table.ts';

const spaceSize = 96;
const listedRanges = fc.array(
  fc
    .tuple(fc.nat(spaceSize - 1), fc.nat(spaceSize - 1), fc.integer({ min: 1, max: 4 }))
    .map(
      ([a, b, value]): ListedRange => ({ start: BigInt(Math.min(a, b)), end: BigInt(Math.max(a, b)), value }),
    ),
  { maxLength: 12 },
);

/** The rule, spelt out: the narrowest range decides, of equals the later. */
function decides(ranges: readonly ListedRange[], address: bigint): number {
  let best: ListedRange | undefined;
  for (const range of ranges) {
    if (address < range.start || address > range.end) continue;
    if (best === undefined || range.end - range.start <= best.end - best.start) best = range;
  }
  return best?.value ?? 0;
}

function addresses(count: number): bigint[] {
  return Array.from({ length: count }, (_, index) => BigInt(index));
}

describe('disjointRanges', () => {
  it('lets the narrowest range decide at every address', () => {
    fc.assert(
      fc.property(listedRanges, (ranges) => {
        const result = disjointRanges(ranges);
        result.forEach(({ start, end }, index) => {
          expect(start <= end).toBe(true);
          expect(start > (result[index - 1]?.end ?? -1n)).toBe(true);
        });
        for (const address of addresses(spaceSize))
          expect(decides(result, address)).toBe(decides(ranges, address));
      }),
    );
  });

  it('keeps whole IPv6 numbers apart', () => {
    const last = 2n ** 128n - 1n;
    const inner = { start: last - 1n, end: last, value: 2 };
    expect(disjointRanges([{ start: 0n, end: last, value: 1 }, inner])).toEqual([
      { start: 0n, end: last - 2n, value: 1 },
      inner,
    ]);
  });
});

describe('toCells', () => {
  it('gives each cell the value that covers most of it', () => {
    const cellBits = 3n;
    fc.assert(
      fc.property(listedRanges, (listed) => {
        const ranges = disjointRanges(listed);
        const table = buildRangeTable(toCells(ranges, cellBits), 48);
        for (const cell of addresses(spaceSize / 8)) {
          const weights = new Map<number, number>();
          for (const offset of addresses(8)) {
            const value = decides(ranges, (cell << cellBits) + offset);
            if (value !== 0) weights.set(value, (weights.get(value) ?? 0) + 1);
          }
          const [winner] = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
          expect(valueAt(table, Number(cell))).toBe(winner?.[0] ?? 0);
        }
      }),
    );
  });

  it('changes nothing when a cell is one address', () => {
    fc.assert(
      fc.property(listedRanges, (listed) => {
        const table = buildRangeTable(toCells(disjointRanges(listed), 0n), 32);
        for (const address of addresses(spaceSize))
          expect(valueAt(table, Number(address))).toBe(decides(listed, address));
      }),
    );
  });
});
