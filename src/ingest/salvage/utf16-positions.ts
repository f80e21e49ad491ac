/** Tells positions in UTF-16 text, in bytes, by those in the UTF-8 that it was turned into. They may only ascend. */
export class Utf16Positions {
  #chunks: Buffer[] = [];
  /** Where the first chunk begins in UTF-8, and in UTF-16. */
  #utf8 = 0;
  #utf16 = 0;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  at(utf8: number): number {
    for (let chunk = this.#chunks[0]; chunk && utf8 > this.#utf8; chunk = this.#chunks[0]) {
      const taken = chunk.subarray(0, utf8 - this.#utf8);
      this.#utf16 += utf16Bytes(taken);
      this.#utf8 += taken.length;
      if (taken.length === chunk.length) this.#chunks.shift();
      else this.#chunks[0] = chunk.subarray(taken.length);
    }
    return this.#utf16;
  }
}

function utf16Bytes(utf8: Buffer): number {
  let bytes = 0;
  for (const byte of utf8) {
    // Only a character of four bytes takes two units; the bytes after a character’s first take none.
    if (byte >= 0xf0) bytes += 4;
    else if (byte < 0x80 || byte >= 0xc0) bytes += 2;
  }
  return bytes;
}
