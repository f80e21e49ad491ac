import type { AddressRange } from './range-table.ts';

/** An inclusive range as a source lists it; IPv6 needs more than 53 bits. */
export interface ListedRange {
  readonly start: bigint;
  readonly end: bigint;
  readonly value: number;
}

/**
 * Makes listed ranges ascending and free of overlaps.
 * The narrowest range that holds an address decides its value: it is the more specific statement.
 * Of two equal ranges the later listed decides.
 */
export function disjointRanges(listed: readonly ListedRange[]): ListedRange[] {
  const result: ListedRange[] = [];
  const emit = (start: bigint, end: bigint, value: number): void => {
    if (start <= end) result.push({ start, end, value });
  };
  const order = listed.map((range, index) => ({ ...range, index, size: range.end - range.start }));
  order.sort((a, b) => compare(a.start, b.start) || a.index - b.index);
  // Ranges that hold the present address, widest first: the last one decides.
  let open: typeof order = [];
  let from = 0n;
  const closeBefore = (limit: bigint | undefined): void => {
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const end = limit === undefined || top.end < limit ? top.end : limit - 1n;
      emit(from, end, top.value);
      from = end + 1n;
      if (end < top.end) return;
      open = open.filter((range) => range.end >= from);
    }
  };
  for (const range of order) {
    closeBefore(range.start);
    from = range.start;
    open.push(range);
    if (open.length > 1) open.sort((a, b) => compare(b.size, a.size) || a.index - b.index);
  }
  closeBefore(undefined);
  return result;
}

/**
 * Coarsens ascending, disjoint ranges to cells of `2 ** cellBits` addresses, numbered from 0.
 * A cell with several values gets the one that covers most of it; listed values go before none.
 */
export function toCells(ranges: readonly ListedRange[], cellBits: bigint): AddressRange[] {
  const cells: AddressRange[] = [];
  let shared: { readonly cell: bigint; readonly weights: Map<number, bigint> } | undefined;
  const flush = (): void => {
    if (shared === undefined) return;
    const [heaviest] = [...shared.weights].sort((a, b) => compare(b[1], a[1]) || a[0] - b[0]);
    if (heaviest !== undefined) cells.push(numbered(shared.cell, shared.cell, heaviest[0]));
    shared = undefined;
  };
  const share = (cell: bigint, weight: bigint, value: number): void => {
    if (shared?.cell !== cell) flush();
    shared ??= { cell, weights: new Map() };
    shared.weights.set(value, (shared.weights.get(value) ?? 0n) + weight);
  };
  for (const { start, end, value } of ranges) {
    const first = start >> cellBits;
    const last = end >> cellBits;
    const startsInside = start !== first << cellBits;
    const endsInside = end + 1n !== (last + 1n) << cellBits;
    if (first === last && (startsInside || endsInside)) {
      share(first, end - start + 1n, value);
      continue;
    }
    if (startsInside) share(first, ((first + 1n) << cellBits) - start, value);
    flush();
    const from = startsInside ? first + 1n : first;
    const to = endsInside ? last - 1n : last;
    if (from <= to) cells.push(numbered(from, to, value));
    if (endsInside) share(last, end + 1n - (last << cellBits), value);
  }
  flush();
  return cells;

  function numbered(first: bigint, last: bigint, value: number): AddressRange {
    return { start: Number(first), end: Number(last), value };
  }
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
