const encode = (letters: string): Buffer => Buffer.from(letters, 'latin1');
const BASE32 = encode('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
const ALPHANUMERIC = encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
const HEX = encode('0123456789abcdef');
const UUID_VARIANTS = encode('89ab');

// Every record holds several ids; writing their letters into bytes is four times as fast as joining strings.
const scratch = Buffer.alloc(256);
const uuid = Buffer.from('00000000-0000-4000-8000-000000000000', 'latin1');
const uuidDigits = [...uuid.keys()].filter((index) => ![8, 13, 14, 18, 19, 23].includes(index));

type State = readonly [number, number, number, number];

/**
 * Gives a reproducible stream of random values (sfc32), split by name into independent streams.
 *
 * A stream made by {@link split} depends on the names on its way only, never on what its parent or its
 * siblings have drawn: adding an actor to the simulation changes nothing about the others.
 */
export class Random {
  readonly #origin: State;
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  /** Starts the root stream of a seed; other streams come from {@link split}. */
  constructor(seed: number | string, origin: State = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0xdeadbeef]) {
    this.#origin = mix(String(seed), origin);
    [this.#a, this.#b, this.#c, this.#counter] = this.#origin;
  }

  /** Gives the independent stream of that name. */
  split(label: number | string): Random {
    return new Random(label, this.#origin);
  }

  /** Gives a whole number from 0 to 2³² − 1. */
  uint32(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Gives a number from 0 up to, not including, 1. */
  next(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** Gives a whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** Gives a whole number from `min` to `max`, both included. */
  between(min: number, max: number): number {
    return min + this.below(max - min + 1);
  }

  /** Says yes with that probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Gives one of the values; fails on an empty list. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('cannot pick from an empty list');
    return value;
  }

  /** Gives a count around `mean` as independent arrivals would. */
  poisson(mean: number): number {
    if (mean > 30) {
      const spread = this.next() + this.next() + this.next() + this.next() - 2;
      return Math.max(0, Math.round(mean + spread * Math.sqrt(3 * mean)));
    }
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count += 1;
    return count;
  }

  /** Gives letters and digits in both cases. */
  alphanumeric(length: number): string {
    return this.#text(ALPHANUMERIC, length);
  }

  /** Gives upper-case letters and the digits 2 to 7. */
  base32(length: number): string {
    return this.#text(BASE32, length);
  }

  /** Gives lower-case hexadecimal digits. */
  hex(length: number): string {
    return this.#text(HEX, length);
  }

  /** Gives an identifier in the form of a version 4 UUID. */
  uuid(): string {
    let word = 0;
    for (let index = 0; index < uuidDigits.length; index += 1) {
      word = index % 8 === 0 ? this.uint32() : word >>> 4;
      uuid[uuidDigits[index] ?? 0] = HEX[word & 15] ?? 0;
    }
    uuid[19] = UUID_VARIANTS[(word >>> 4) & 3] ?? 0;
    return uuid.toString('latin1');
  }

  /** Draws two letters from every word; at most {@link scratch} many. */
  #text(alphabet: Buffer, length: number): string {
    let word = 0;
    for (let index = 0; index < length; index += 1) {
      word = index % 2 === 0 ? this.uint32() : word >>> 16;
      scratch[index] = alphabet[(word & 0xffff) % alphabet.length] ?? 0;
    }
    return scratch.toString('latin1', 0, length);
  }
}

function mix(text: string, origin: State): State {
  let [a, b, c, d] = origin;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x85ebca6b) + b;
    b = Math.imul(b ^ (code + index), 0xc2b2ae35) + c;
    c = Math.imul(c ^ code, 0x27d4eb2f) + d;
    d = Math.imul(d ^ (code * 31), 0x165667b1) + a;
  }
  a = avalanche(a ^ text.length);
  b = avalanche(b ^ a);
  c = avalanche(c ^ b);
  return [a, b, c, avalanche(d ^ c)];
}

function avalanche(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) | 0;
}
