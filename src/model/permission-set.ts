/**
 * An immutable set of permission ids, held as bits — the whole AWS catalogue fits in 3 kB — or, where that is much
 * smaller, as a list. It is a {@link ReadonlySet} of numbers, iterated in ascending order.
 */
export class PermissionSet implements ReadonlySet<number> {
  /** Ascending, each once; the set is held as bits where this is missing. */
  readonly #list: Uint32Array | undefined;
  readonly #words: Uint32Array;
  #size: number;

  private constructor(words: Uint32Array, list?: Uint32Array) {
    this.#words = words;
    this.#list = list;
    this.#size = list?.length ?? -1;
  }

  static readonly #noWords = new Uint32Array(0);
  static readonly empty = PermissionSet.#fromList(new Uint32Array(0));

  /** Builds a set from ids in any order; throws a RangeError for an id outside 0 … {@link idMax}. */
  static of(ids: Iterable<number>): PermissionSet {
    if (ids instanceof PermissionSet) return ids;
    const list = Array.isArray(ids) || ids instanceof Uint32Array ? ids : [...ids];
    let highest = -1;
    for (const id of list) {
      if (!Number.isInteger(id) || id < 0 || id > idMax) throw new RangeError(`permission id ${id}`);
      if (id > highest) highest = id;
    }
    const wordCount = (highest + 32) >>> 5;
    if (isShort(list.length, wordCount)) return PermissionSet.#fromList(sorted(new Uint32Array(list)));
    const words = new Uint32Array(wordCount);
    for (const id of list) words[id >>> 5] = wordAt(words, id >>> 5) | (1 << (id & 31));
    return new PermissionSet(words);
  }

  /** The union of any number of sets; cheaper than a chain of {@link union}. */
  static unionOf(sets: Iterable<PermissionSet>): PermissionSet {
    const parts = [...sets].filter((set) => !set.isEmpty);
    const [first] = parts;
    if (!first || parts.length === 1) return first ?? PermissionSet.empty;
    const lists = parts.flatMap((part) => (part.#list ? [part.#list] : []));
    const listed = lists.reduce((sum, list) => sum + list.length, 0);
    const wordCount = Math.max(...parts.map((part) => part.#wordCount));
    if (lists.length === parts.length && isShort(listed, wordCount)) {
      const ids = new Uint32Array(listed);
      let at = 0;
      for (const list of lists) {
        ids.set(list, at);
        at += list.length;
      }
      return PermissionSet.#fromList(sorted(ids));
    }
    const words = new Uint32Array(wordCount);
    for (const part of parts) part.#addTo(words);
    return new PermissionSet(words);
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
    return this.#list ? this.#list.length === 0 : this.#words.every((word) => word === 0);
  }

  has(id: number): boolean {
    if (this.#list) return includes(this.#list, id);
    const word = this.#words[id >>> 5];
    return word !== undefined && id >= 0 && id <= idMax && (word & (1 << (id & 31))) !== 0;
  }

  union(other: PermissionSet): PermissionSet {
    return PermissionSet.unionOf([this, other]);
  }

  intersect(other: PermissionSet): PermissionSet {
    if (this.#list) return PermissionSet.#fromList(this.#list.filter((id) => other.has(id)));
    if (other.#list) return other.intersect(this);
    const words = new Uint32Array(Math.min(this.#words.length, other.#words.length));
    for (let i = 0; i < words.length; i++) words[i] = wordAt(this.#words, i) & wordAt(other.#words, i);
    return new PermissionSet(words);
  }

  subtract(other: PermissionSet): PermissionSet {
    if (this.#list) return PermissionSet.#fromList(this.#list.filter((id) => !other.has(id)));
    const words = this.#words.slice();
    if (other.#list) {
      for (const id of other.#list) {
        if (id >>> 5 < words.length) words[id >>> 5] = wordAt(words, id >>> 5) & ~(1 << (id & 31));
      }
    } else {
      const shared = Math.min(words.length, other.#words.length);
      for (let i = 0; i < shared; i++) words[i] = wordAt(words, i) & ~wordAt(other.#words, i);
    }
    return new PermissionSet(words);
  }

  isSubsetOf(other: PermissionSet): boolean {
    if (this.#list) return this.#list.every((id) => other.has(id));
    if (other.#list) return this.size === this.intersect(other).size;
    return this.#words.every((word, i) => (word & ~wordAt(other.#words, i)) === 0);
  }

  intersects(other: PermissionSet): boolean {
    if (this.#list) return this.#list.some((id) => other.has(id));
    if (other.#list) return other.intersects(this);
    const shared = Math.min(this.#words.length, other.#words.length);
    for (let i = 0; i < shared; i++) {
      if ((wordAt(this.#words, i) & wordAt(other.#words, i)) !== 0) return true;
    }
    return false;
  }

  equals(other: PermissionSet): boolean {
    return this === other || (this.size === other.size && this.isSubsetOf(other));
  }

  /** A key for maps in memory: equal exactly when the sets are equal. Not text to print or store. */
  key(): string {
    const words = new Uint32Array(this.#wordCount);
    this.#addTo(words);
    let length = words.length;
    while (length > 0 && words[length - 1] === 0) length -= 1;
    const halves = new Uint16Array(words.buffer, 0, length * 2);
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
    if (this.#list) {
      yield* this.#list;
      return undefined;
    }
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
    // Not by the iterator: a generator takes several times as long.
    if (this.#list) for (const id of this.#list) visit(id, id, this);
    for (let i = 0; i < this.#words.length; i++) {
      for (let word = wordAt(this.#words, i); word !== 0; word &= word - 1) {
        const id = i * 32 + (31 - Math.clz32(word & -word));
        visit(id, id, this);
      }
    }
  }

  static #fromList(list: Uint32Array): PermissionSet {
    return new PermissionSet(PermissionSet.#noWords, list);
  }

  /** How many words hold every member. */
  get #wordCount(): number {
    if (!this.#list) return this.#words.length;
    const highest = this.#list.at(-1);
    return highest === undefined ? 0 : (highest >>> 5) + 1;
  }

  #addTo(words: Uint32Array): void {
    if (this.#list) for (const id of this.#list) words[id >>> 5] = wordAt(words, id >>> 5) | (1 << (id & 31));
    else for (let i = 0; i < this.#words.length; i++) words[i] = wordAt(words, i) | wordAt(this.#words, i);
  }
}

/** Far above any catalogue; a larger id is a mistake that would cost memory. */
const idMax = 0xfffff;

/** A list pays where it takes at most half the memory. */
function isShort(ids: number, words: number): boolean {
  return ids * 2 <= words;
}

/** Sorts ids in place and gives each once. */
function sorted(ids: Uint32Array): Uint32Array {
  ids.sort();
  let length = 0;
  for (const id of ids) {
    if (length > 0 && ids[length - 1] === id) continue;
    ids[length] = id;
    length++;
  }
  return length === ids.length ? ids : ids.slice(0, length);
}

function includes(list: Uint32Array, id: number): boolean {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const found = list[middle] ?? 0;
    if (found === id) return true;
    if (found < id) from = middle + 1;
    else to = middle;
  }
  return false;
}

function wordAt(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
