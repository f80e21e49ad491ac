const [comma, lineFeed, quote] = [0x2c, 0x0a, 0x22];
const [brace, closingBrace, bracket, closingBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Finds, in a damaged stretch, the places where an object can begin: after a bracket, a comma or another object, or as
 * the first thing of its line that looks like one. What follows a colon belongs to the object around it.
 */
export class BoundarySearch {
  /** The last byte that is no space. */
  #last: number;
  #isAfterObject = false;
  /** Nothing, or only space, since the line began. */
  #isLineStart = false;
  #isIndented = false;
  /** Neither a quote nor a brace since the line, or the stretch, began. */
  #isPlainSoFar: boolean;
  /** Whether the place found is one where records begin: a line’s first column, or right after an object. */
  isFirstColumn = false;
  isNextToObject = false;

  /** `last` is the byte before the stretch, where that is a part of a record. */
  constructor(last?: number) {
    this.#last = last ?? 0;
    this.#isPlainSoFar = last === undefined;
  }

  /** Tells that an object was found, and ended just before where the search goes on. */
  afterObject(): void {
    this.#last = closingBrace;
    this.#isAfterObject = true;
    this.#isLineStart = false;
    this.#isPlainSoFar = false;
  }

  /** The first such place at or after `at`; the buffer’s length if it holds none. */
  next(buffer: Buffer, at: number): number {
    for (let here = at; here < buffer.length; here++) {
      const byte = buffer[here] ?? 0;
      if (byte === lineFeed) {
        this.#isLineStart = true;
        this.#isIndented = false;
        this.#isPlainSoFar = true;
      } else if (isSpace(byte)) this.#isIndented = true;
      else if (byte === brace && (this.#isLineStart || this.#isPlainSoFar || isBoundary(this.#last))) {
        this.isFirstColumn = this.#isLineStart && !this.#isIndented;
        this.isNextToObject = this.#isAfterObject;
        return here;
      } else this.#pass(byte);
    }
    return buffer.length;
  }

  /** Tells that what begins with the byte just found is none. */
  passBrace(): void {
    this.#pass(brace);
  }

  #pass(byte: number): void {
    if (byte !== comma) this.#isAfterObject = false;
    if (byte === quote || byte === brace) this.#isPlainSoFar = false;
    this.#isLineStart = false;
    this.#last = byte;
  }
}

export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

function isBoundary(byte: number): boolean {
  return byte === bracket || byte === comma || byte === closingBrace || byte === closingBracket;
}
