/**
 * An immutable set of permission ids, held as bits: the whole AWS catalogue fits in 3 kB.
 * It is a {@link ReadonlySet} of numbers, iterated in ascending order.
 */
export class PermissionSet implements ReadonlySet<number> {
  // INVARIANT: the last word is never zero, so that equal sets have equal words.
  readonly #words: Uint32Array;
  #size = -1;

  private constructor(words: Uint32Array) {
    this.#words = words;
  }

  static readonly empty = new PermissionSet(new Uint32Array(0));

  /** Builds a set from ids in any order; throws a RangeError for an id outside 0 … {@link idMax}. */
  static of(ids: Iterable<number>): PermissionSet {
    const list = [...ids];
    let highest = -1;
    for (const id of list) {
      if (!Number.isInteger(id) || id < 0 || id > idMax) throw new RangeError(`permission id ${id}`);
      if (id > highest) highest = id;
    }
    const words = new Uint32Array((highest + 32) >>> 5);
    for (const id of list) words[id >>> 5] = wordAt(words, id >>> 5) | (1 << (id & 31));
    return PermissionSet.#fromWords(words);
  }

  /** The union of any number of sets; cheaper than a chain of {@link union}. */
  static unionOf(sets: Iterable<PermissionSet>): PermissionSet {
    const parts = [...sets].map((set) => set.#words);
    const words = new Uint32Array(Math.max(0, ...parts.map((part) => part.length)));
    for (const part of parts) {
      for (let i = 0; i < part.length; i++) words[i] = wordAt(words, i) | wordAt(part, i);
    }
    return PermissionSet.#fromWords(words);
  }

  get size(): number {
    if (this.#size < 0) {
      let size = 0;
      for (const word of this.#words) size += bitCount(word);
      this.#size = size;
    }
    return this.#size;
  }

  get isEmpty(): boolean {
    return this.#words.length === 0;
  }

  has(id: number): boolean {
    const word = this.#words[id >>> 5];
    return word !== undefined && id >= 0 && id <= idMax && (word & (1 << (id & 31))) !== 0;
  }

  union(other: PermissionSet): PermissionSet {
    return PermissionSet.unionOf([this, other]);
  }

  intersect(other: PermissionSet): PermissionSet {
    const words = new Uint32Array(Math.min(this.#words.length, other.#words.length));
    for (let i = 0; i < words.length; i++) words[i] = wordAt(this.#words, i) & wordAt(other.#words, i);
    return PermissionSet.#fromWords(words);
  }

  subtract(other: PermissionSet): PermissionSet {
    const words = this.#words.slice();
    const shared = Math.min(words.length, other.#words.length);
    for (let i = 0; i < shared; i++) words[i] = wordAt(words, i) & ~wordAt(other.#words, i);
    return PermissionSet.#fromWords(words);
  }

  isSubsetOf(other: PermissionSet): boolean {
    if (this.#words.length > other.#words.length) return false;
    return this.#words.every((word, i) => (word & ~wordAt(other.#words, i)) === 0);
  }

  intersects(other: PermissionSet): boolean {
    const shared = Math.min(this.#words.length, other.#words.length);
    for (let i = 0; i < shared; i++) {
      if ((wordAt(this.#words, i) & wordAt(other.#words, i)) !== 0) return true;
    }
    return false;
  }

  equals(other: PermissionSet): boolean {
    return this.#words.length === other.#words.length && this.isSubsetOf(other);
  }

  /** A key for maps in memory: equal exactly when the sets are equal. Not text to print or store. */
  key(): string {
    const halves = new Uint16Array(this.#words.buffer, this.#words.byteOffset, this.#words.length * 2);
    let key = '';
    for (let i = 0; i < halves.length; i += 4096) {
      key += String.fromCharCode(...halves.subarray(i, i + 4096));
    }
    return key;
  }

  /** The ids in ascending order. */
  toSortedIds(): number[] {
    return [...this];
  }

  *[Symbol.iterator](): SetIterator<number> {
    for (let i = 0; i < this.#words.length; i++) {
      let word = wordAt(this.#words, i);
      while (word !== 0) {
        yield i * 32 + (31 - Math.clz32(word & -word));
        word &= word - 1;
      }
    }
    return undefined;
  }

  keys(): SetIterator<number> {
    return this[Symbol.iterator]();
  }

  values(): SetIterator<number> {
    return this[Symbol.iterator]();
  }

  *entries(): SetIterator<[number, number]> {
    for (const id of this) yield [id, id];
    return undefined;
  }

  forEach(visit: (id: number, again: number, set: ReadonlySet<number>) => void): void {
    for (const id of this) visit(id, id, this);
  }

  static #fromWords(words: Uint32Array): PermissionSet {
    let length = words.length;
    while (length > 0 && words[length - 1] === 0) length -= 1;
    return new PermissionSet(length === words.length ? words : words.slice(0, length));
  }
}

/** Far above any catalogue; a larger id is a mistake that would cost memory. */
const idMax = 0xfffff;

function wordAt(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
