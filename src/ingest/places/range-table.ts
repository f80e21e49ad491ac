/** Values of inclusive address ranges. */
export interface AddressRange {
  readonly start: number;
  readonly end: number;
  /** From 1; 0 means that nothing is known. */
  readonly value: number;
}

/**
 * The whole address space cut into ranges: range `i` begins at `starts[i]`, ends before `starts[i + 1]` and has `values[i]`.
 * The first range begins at 0; neighbours differ in value.
 * Addresses are IPv4 numbers (32 bits) or the first 48 bits of IPv6 addresses.
 */
export interface RangeTable {
  readonly starts: Uint32Array | Float64Array;
  readonly values: Uint32Array;
}

/** Cuts the address space by ascending ranges that do not overlap; addresses between them get value 0. */
export function buildRangeTable(ranges: Iterable<AddressRange>, bits: 32 | 48): RangeTable {
  const starts: number[] = [];
  const values: number[] = [];
  const cut = (start: number, value: number): void => {
    if (values.at(-1) === value) return;
    starts.push(start);
    values.push(value);
  };
  let next = 0;
  for (const { start, end, value } of ranges) {
    if (start < next || end < start)
      throw new RangeError(`range ${start} to ${end} overlaps its predecessor`);
    if (start > next) cut(next, 0);
    cut(start, value);
    next = end + 1;
  }
  if (next < 2 ** bits) cut(next, 0);
  return {
    starts: bits === 32 ? Uint32Array.from(starts) : Float64Array.from(starts),
    values: Uint32Array.from(values),
  };
}

/** The value of the range that holds the address; 0 where nothing is known. */
export function valueAt({ starts, values }: RangeTable, address: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= address) low = middle;
    else high = middle - 1;
  }
  return values[low] ?? 0;
}

/** The table whose value at every address is `combine` of the two tables' values there. */
export function combineTables(
  left: RangeTable,
  right: RangeTable,
  bits: 32 | 48,
  combine: (left: number, right: number, address: number) => number,
): RangeTable {
  const cuts = [...new Set([...left.starts, ...right.starts])].sort((a, b) => a - b);
  const ranges = cuts.map((start, index) => ({
    start,
    end: (cuts[index + 1] ?? 2 ** bits) - 1,
    value: combine(valueAt(left, start), valueAt(right, start), start),
  }));
  return buildRangeTable(ranges, bits);
}
