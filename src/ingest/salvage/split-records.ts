/** One JSON object found in a damaged stream, or a piece that is none. */
export type Piece =
  | { readonly kind: 'object'; readonly offset: number; readonly text: string }
  | { readonly kind: 'broken'; readonly offset: number; readonly reason: string };

/** The longest a record may be; sources cut their own far below this. */
export const recordBytesMax = 8 * 1024 * 1024;

const [brace, closingBrace, bracket, closingBracket, quoteMark, backslash] = [
  0x7b, 0x7d, 0x5b, 0x5d, 0x22, 0x5c,
];

/**
 * Finds JSON objects in a damaged stream of bytes, one by one, whatever lies between them. Wrappings are opened:
 * the objects in a list that is a document’s first field are given singly, since the document itself may never end.
 * What is broken is given with its offset, and the search goes on at the next place where an object can begin.
 */
export class RecordSplitter {
  #buffer: Buffer = Buffer.alloc(0);
  /** Offset of the buffer’s first byte in the stream. */
  #base = 0;
  #isInGarbage = false;

  /** Takes the next bytes and gives every piece that is now complete. */
  *push(chunk: Buffer): Generator<Piece> {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    yield* this.#drain(false);
  }

  /** Gives what is left when the stream has ended. */
  *end(): Generator<Piece> {
    yield* this.#drain(true);
    this.#buffer = Buffer.alloc(0);
  }

  *#drain(isLast: boolean): Generator<Piece> {
    let at = 0;
    for (;;) {
      const start = this.#buffer.indexOf(brace, at);
      yield* this.#between(at, start < 0 ? this.#buffer.length : start);
      if (start < 0) {
        at = this.#buffer.length;
        break;
      }
      const list = firstListIn(this.#buffer, start);
      if (typeof list === 'number') {
        at = list;
        continue;
      }
      const end = list === 'unknown' && !isLast ? undefined : endOfObject(this.#buffer, start);
      if (end === undefined && !isLast && this.#buffer.length - start <= recordBytesMax) {
        at = start;
        break;
      }
      const piece = this.#pieceAt(start, end);
      yield piece;
      // After a broken piece the search goes on inside it: a lost quote must not swallow what follows.
      at = piece.kind === 'object' ? (end ?? start + 1) : nextStart(this.#buffer, start);
    }
    this.#base += at;
    this.#buffer = Buffer.from(this.#buffer.subarray(at));
  }

  /** Between objects only brackets, commas and space belong, and a byte order mark. */
  *#between(from: number, to: number): Generator<Piece> {
    if (this.#isInGarbage) return;
    for (let index = from; index < to; index++) {
      const byte = this.#buffer[index] ?? 0;
      if (byte <= 0x20 || byte >= 0xbb || byte === 0x2c) continue;
      if (byte === bracket || byte === closingBracket || byte === closingBrace) continue;
      yield { kind: 'broken', offset: this.#base + index, reason: 'text where a record belongs' };
      this.#isInGarbage = true;
      return;
    }
  }

  #pieceAt(start: number, end: number | undefined): Piece {
    const offset = this.#base + start;
    const text = end === undefined ? undefined : this.#buffer.toString('utf8', start, end);
    this.#isInGarbage = text === undefined || !isJson(text);
    if (text !== undefined && !this.#isInGarbage) return { kind: 'object', offset, text };
    const isLong = this.#buffer.length - start > recordBytesMax;
    const reason =
      text !== undefined ? 'record is not JSON' : isLong ? 'no end within 8 MiB' : 'record cut off';
    return { kind: 'broken', offset, reason };
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The position after the `[` of a list of objects that is the first field of the object at `start`;
 * undefined if its first field is something else, `unknown` if the buffer ends before that can be told.
 */
function firstListIn(buffer: Buffer, start: number): number | undefined | 'unknown' {
  const head = buffer.toString('latin1', start, start + 300);
  const opened = /^\{\s*"[^"\\]{1,100}"\s*:\s*\[\s*(?=\{)/.exec(head);
  if (opened) return start + opened[0].length;
  return head.length < 300 && /^\{\s*("[^"\\]{0,100}("\s*(:\s*(\[\s*)?)?)?)?$/.test(head)
    ? 'unknown'
    : undefined;
}

function endOfObject(buffer: Buffer, start: number): number | undefined {
  let depth = 0;
  let isInText = false;
  for (let index = start; index < buffer.length; index++) {
    const byte = buffer[index];
    if (isInText) {
      if (byte === backslash) index++;
      else if (byte === quoteMark) isInText = false;
    } else if (byte === quoteMark) isInText = true;
    else if (byte === brace || byte === bracket) depth++;
    else if (byte === closingBrace || byte === closingBracket) {
      depth--;
      if (depth === 0) return index + 1;
    }
  }
  return undefined;
}

/** The next place after a broken object where a record can begin: a brace after a record’s end or a line’s. */
function nextStart(buffer: Buffer, start: number): number {
  for (let at = buffer.indexOf(brace, start + 1); at >= 0; at = buffer.indexOf(brace, at + 1)) {
    let before = at - 1;
    while (before > start && (buffer[before] === 0x20 || buffer[before] === 0x0d)) before--;
    const byte = buffer[before];
    const isAfterRecord = byte === closingBrace || (byte === 0x2c && buffer[before - 1] === closingBrace);
    if (byte === 0x0a || isAfterRecord) return at;
  }
  return buffer.length;
}
