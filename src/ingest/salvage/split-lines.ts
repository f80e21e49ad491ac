import { type Piece, recordBytesMax } from './split-records.ts';

const [newline, carriageReturn] = [0x0a, 0x0d];

/** Finds the lines of a stream one by one, however it is cut into chunks; empty ones are passed over. */
export class LineSplitter {
  #buffer: Buffer = Buffer.alloc(0);
  /** Offset of the buffer’s first byte in the stream. */
  #base: number;
  /** Within a line that is too long, up to its end. */
  #isSkipping = false;

  /** `offset` is that of the stream’s first byte. */
  constructor(offset = 0) {
    this.#base = offset;
  }

  /** One for what follows a stretch that was lost. */
  after(offset: number): LineSplitter {
    return new LineSplitter(offset);
  }

  /** Takes the next bytes and gives every line that is now complete. */
  *push(chunk: Buffer): Generator<Piece> {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    let at = 0;
    for (let end = this.#buffer.indexOf(newline); end >= 0; end = this.#buffer.indexOf(newline, at)) {
      if (this.#isSkipping) this.#isSkipping = false;
      else yield* this.#line(at, end);
      at = end + 1;
    }
    this.#base += at;
    this.#buffer = this.#buffer.subarray(at);
    if (this.#buffer.length <= recordBytesMax) return;
    if (!this.#isSkipping) yield { kind: 'broken', offset: this.#base, reason: tooLong };
    this.#isSkipping = true;
    this.#base += this.#buffer.length;
    this.#buffer = Buffer.alloc(0);
  }

  /** Gives what is left when the stream has ended. */
  *end(): Generator<Piece> {
    if (!this.#isSkipping) yield* this.#line(0, this.#buffer.length);
  }

  *#line(from: number, to: number): Generator<Piece> {
    const end = this.#buffer[to - 1] === carriageReturn ? to - 1 : to;
    if (end <= from) return;
    const offset = this.#base + from;
    if (end - from > recordBytesMax) yield { kind: 'broken', offset, reason: tooLong };
    else yield { kind: 'object', offset, text: this.#buffer.toString('utf8', from, end), isUncertain: false };
  }
}

const tooLong = `line of more than ${recordBytesMax / 1024 / 1024} MiB`;
