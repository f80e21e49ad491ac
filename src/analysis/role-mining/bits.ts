/** A set of small whole numbers, below a size that its maker knows. */
export type Bits = Uint32Array;

export function emptyBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

export function hasBit(bits: Bits, index: number): boolean {
  return (((bits[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
}

export function addBit(bits: Bits, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
}

/** Leaves in `bits` only what is in `others` too. */
export function keepBits(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] ?? 0) & (others[word] ?? 0);
}

/** Adds to `bits` what `left` and `right` have in common, and says whether that is anything. */
export function addCommon(bits: Bits, left: Bits, right: Bits): boolean {
  let any = 0;
  for (let word = 0; word < bits.length; word++) {
    const common = (left[word] ?? 0) & (right[word] ?? 0);
    if (common === 0) continue;
    any |= common;
    bits[word] = (bits[word] ?? 0) | common;
  }
  return any !== 0;
}

export function isSubset(bits: Bits, others: Bits): boolean {
  for (let word = 0; word < bits.length; word++) {
    if (((bits[word] ?? 0) & ~(others[word] ?? 0)) !== 0) return false;
  }
  return true;
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (const word of bits) count += ones(word);
  return count;
}

/** Calls `visit` for every member in ascending order; members must not change meanwhile. */
export function eachBit(bits: Bits, visit: (index: number) => void): void {
  for (const [word, value] of bits.entries()) {
    for (let rest = value; rest !== 0; rest &= rest - 1) {
      visit((word << 5) + 31 - Math.clz32(rest & -rest));
    }
  }
}

function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
