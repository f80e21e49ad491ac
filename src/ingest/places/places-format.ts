import { promisify } from 'node:util';
import { brotliCompressSync, brotliDecompress, constants } from 'node:zlib';
import type { RangeTable } from './range-table.ts';

/*
 * The file, after Brotli: the five letters `SLPL1`, the date as ten letters, then unsigned LEB128 numbers:
 *   countries  count; each as two letters, value 1 first
 *   networks   count; AS numbers as steps from the one before; byte lengths of the names; the names in UTF-8
 *   4 tables   (country and network of IPv4, country and network of IPv6) each: count; the power of two in each
 *              range's step from the one before; the odd rest of each step; the values
 * Most ranges are as long as a power of two, so columns of powers and rests compress far better than the steps.
 */
const magic = 'SLPL1';
const dateLength = 10;

/** What the bundled file holds. Values of country tables count `countries` from 1, of network tables `networks`. */
export interface PlacesData {
  /** Day of the source data, as `2026-06-17`. */
  readonly date: string;
  /** Two capital letters each (ISO 3166-1). */
  readonly countries: readonly string[];
  readonly networks: Networks;
  readonly country4: RangeTable;
  readonly network4: RangeTable;
  readonly country6: RangeTable;
  readonly network6: RangeTable;
}

/** Autonomous systems in ascending order of their numbers; names stay bytes until somebody asks. */
export interface Networks {
  readonly numbers: Uint32Array;
  /** Where each name begins in `names`, and one end more. */
  readonly offsets: Uint32Array;
  readonly names: Buffer;
}

export function encodePlaces(data: PlacesData): Buffer {
  const writer = new Writer();
  writer.text(magic);
  writer.text(data.date);
  writer.number(data.countries.length);
  writer.text(data.countries.join(''));
  const { numbers, offsets, names } = data.networks;
  writer.number(numbers.length);
  numbers.forEach((number, index) => {
    writer.number(number - (numbers[index - 1] ?? 0));
  });
  offsets.subarray(1).forEach((offset, index) => {
    writer.number(offset - (offsets[index] ?? 0));
  });
  writer.bytes(names);
  for (const table of tablesOf(data)) writeTable(writer, table);
  const plain = writer.finish();
  return brotliCompressSync(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });
}

const unpack = promisify(brotliDecompress);

/** Throws when the file is not one of ours, cut short or damaged. */
export async function decodePlaces(file: Uint8Array): Promise<PlacesData> {
  const reader = new Reader(await unpack(file));
  if (reader.text(magic.length) !== magic) throw new Error('places file has another format');
  const date = reader.text(dateLength);
  const letters = reader.text(2 * reader.number());
  const countries = letters.match(/[A-Z]{2}/g) ?? [];
  const networks = readNetworks(reader);
  const [country4, network4] = [readTable(reader, 32), readTable(reader, 32)];
  const [country6, network6] = [readTable(reader, 48), readTable(reader, 48)];
  reader.expectEnd();
  return { date, countries, networks, country4, network4, country6, network6 };
}

function tablesOf(data: PlacesData): readonly RangeTable[] {
  return [data.country4, data.network4, data.country6, data.network6];
}

function writeTable(writer: Writer, { starts, values }: RangeTable): void {
  const powers: number[] = [];
  const rests: number[] = [];
  starts.forEach((start: number, index: number) => {
    let rest = index === 0 ? start : start - (starts[index - 1] ?? 0);
    let power = 0;
    while (rest > 0 && rest % 2 === 0) {
      rest /= 2;
      power += 1;
    }
    powers.push(power);
    rests.push(rest);
  });
  writer.number(starts.length);
  for (const column of [powers, rests, values]) for (const number of column) writer.number(number);
}

function readTable(reader: Reader, bits: 32 | 48): RangeTable {
  const count = reader.number();
  const powers = reader.bytes(count);
  const rests = reader.numbers(new Float64Array(count));
  const starts = bits === 32 ? new Uint32Array(count) : new Float64Array(count);
  let start = 0;
  for (let index = 0; index < count; index += 1) {
    start += (rests[index] ?? 0) * (powersOfTwo[powers[index] ?? 0] ?? 0);
    starts[index] = start;
  }
  if (start >= 2 ** bits) throw new Error('places file is damaged');
  return { starts, values: reader.numbers(new Uint32Array(count)) };
}

const powersOfTwo = Float64Array.from({ length: 49 }, (_, power) => 2 ** power);

function readNetworks(reader: Reader): Networks {
  const count = reader.number();
  const numbers = reader.numbers(new Uint32Array(count));
  for (let index = 1; index < count; index += 1)
    numbers[index] = (numbers[index] ?? 0) + (numbers[index - 1] ?? 0);
  const lengths = reader.numbers(new Uint32Array(count));
  const offsets = new Uint32Array(count + 1);
  for (let index = 0; index < count; index += 1)
    offsets[index + 1] = (offsets[index] ?? 0) + (lengths[index] ?? 0);
  return { numbers, offsets, names: reader.bytes(offsets[count] ?? 0) };
}

class Writer {
  readonly #parts: Buffer[] = [];
  #pending: number[] = [];

  number(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.#pending.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.#pending.push(rest);
  }

  text(value: string): void {
    this.bytes(Buffer.from(value, 'latin1'));
  }

  bytes(value: Buffer): void {
    this.#parts.push(Buffer.from(this.#pending), value);
    this.#pending = [];
  }

  finish(): Buffer {
    this.bytes(Buffer.alloc(0));
    return Buffer.concat(this.#parts);
  }
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  number(): number {
    const one = new Float64Array(1);
    return this.numbers(one)[0] ?? 0;
  }

  /** Fills the array; one loop without calls, for there are two million numbers to read. */
  numbers<T extends Uint32Array | Float64Array>(into: T): T {
    const bytes = this.#bytes;
    let at = this.#at;
    for (let index = 0; index < into.length; index += 1) {
      let byte = bytes[at] ?? 0;
      at += 1;
      if (byte < 128) {
        into[index] = byte;
        continue;
      }
      let value = byte - 128;
      for (let scale = 128; byte > 127; scale *= 128) {
        byte = bytes[at] ?? 0;
        at += 1;
        value += (byte & 127) * scale;
      }
      into[index] = value;
    }
    this.#at = this.#within(at);
    return into;
  }

  text(length: number): string {
    return this.bytes(length).toString('latin1');
  }

  bytes(length: number): Buffer {
    const end = this.#within(this.#at + length);
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }

  expectEnd(): void {
    if (this.#at !== this.#bytes.length) throw new Error('places file is damaged');
  }

  #within(end: number): number {
    if (end > this.#bytes.length) throw new Error('places file is cut short');
    return end;
  }
}
