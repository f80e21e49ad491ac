import { type Piece, recordBytesMax } from './split-records.ts';

const [quote, comma, lineFeed, carriageReturn] = [0x22, 0x2c, 0x0a, 0x0d];

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

type Row =
  | { readonly state: 'whole'; readonly fields: readonly string[]; readonly end: number }
  | { readonly state: 'open' | 'broken' };

/**
 * Finds the rows of a table whose first line names its columns (CSV), however its bytes are cut into chunks, and gives each
 * as a JSON object. A row that is broken is given with its offset, and the search goes on at the next line, so that it takes
 * none of its neighbours with it.
 * https://www.rfc-editor.org/rfc/rfc4180
 */
export class TableSplitter {
  #buffer: Buffer = Buffer.alloc(0);
  /** Offset of the buffer’s first byte in the stream. */
  #base: number;
  #at = 0;
  #names: readonly string[] | undefined;

  /** `offset` is that of the stream’s first byte; `names` are the columns where they are known already. */
  constructor(offset = 0, names?: readonly string[]) {
    this.#base = offset;
    this.#names = names;
  }

  /** One for what follows a stretch that was lost. */
  after(offset: number): TableSplitter {
    return new TableSplitter(offset, this.#names);
  }

  /** Takes the next bytes and gives every piece that is now complete. */
  *push(chunk: Buffer): Generator<Piece> {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    yield* this.#run(false);
    this.#base += this.#at;
    this.#buffer = this.#buffer.subarray(this.#at);
    this.#at = 0;
  }

  /** Gives what is left when the stream has ended. */
  *end(): Generator<Piece> {
    yield* this.#run(true);
  }

  *#run(isLast: boolean): Generator<Piece> {
    if (this.#names === undefined && this.#buffer.indexOf(byteOrderMark) === 0)
      this.#at = byteOrderMark.length;
    while (this.#at < this.#buffer.length) {
      if (this.#names === undefined && isBegun(byteOrderMark, this.#buffer) && !isLast) return;
      const row = readRow(this.#buffer, this.#at, isLast);
      if (row.state === 'whole') {
        const piece = this.#pieceOf(row.fields);
        this.#at = row.end;
        if (piece) yield piece;
        continue;
      }
      const isLong = this.#buffer.length - this.#at > recordBytesMax;
      if (row.state === 'open' && !isLast && !isLong) return;
      const reason =
        row.state === 'broken' ? 'row is not CSV' : isLong ? 'no end within 8 MiB' : 'row cut off';
      yield { kind: 'broken', offset: this.#base + this.#at, reason };
      const next = this.#buffer.indexOf(lineFeed, this.#at);
      this.#at = next < 0 ? this.#buffer.length : next + 1;
    }
  }

  #pieceOf(fields: readonly string[]): Piece | undefined {
    if (fields.length === 1 && fields[0]?.trim() === '') return undefined;
    if (this.#names === undefined) {
      this.#names = fields;
      return undefined;
    }
    if (fields.length !== this.#names.length)
      return {
        kind: 'broken',
        offset: this.#base + this.#at,
        reason: 'row with other columns than the first line names',
      };
    const entries = this.#names.map((name, index) => [name, fields[index] ?? ''] as const);
    // Files that were put together repeat their first line.
    if (entries.every(([name, value]) => name === value)) return undefined;
    const text = JSON.stringify(Object.fromEntries(entries));
    return { kind: 'object', offset: this.#base + this.#at, text, isUncertain: false };
  }
}

/** Reads the fields of one row; `open` when its end is not in the buffer. */
function readRow(buffer: Buffer, start: number, isLast: boolean): Row {
  const fields: string[] = [];
  for (let at = start; ; ) {
    const field = buffer[at] === quote ? readQuoted(buffer, at) : readPlain(buffer, at);
    if (field === undefined) return { state: 'open' };
    fields.push(field.text);
    at = field.end;
    if (buffer[at] === carriageReturn && buffer[at + 1] === lineFeed) at += 1;
    if (at >= buffer.length) return isLast ? { state: 'whole', fields, end: at } : { state: 'open' };
    if (buffer[at] === lineFeed) return { state: 'whole', fields, end: at + 1 };
    if (buffer[at] === carriageReturn && at + 1 === buffer.length && !isLast) return { state: 'open' };
    if (buffer[at] !== comma) return { state: 'broken' };
    at += 1;
  }
}

interface Field {
  readonly text: string;
  readonly end: number;
}

function readPlain(buffer: Buffer, start: number): Field {
  let end = start;
  while (end < buffer.length && buffer[end] !== comma && buffer[end] !== lineFeed) end += 1;
  const isEnded = buffer[end] === lineFeed && end > start && buffer[end - 1] === carriageReturn;
  const last = isEnded ? end - 1 : end;
  return { text: buffer.toString('utf8', start, last), end: last };
}

function readQuoted(buffer: Buffer, start: number): Field | undefined {
  let text = '';
  for (let from = start + 1; ; ) {
    const end = buffer.indexOf(quote, from);
    if (end < 0) return undefined;
    text += buffer.toString('utf8', from, end);
    if (buffer[end + 1] !== quote) return { text, end: end + 1 };
    text += '"';
    from = end + 2;
  }
}

/** Whether the buffer may still turn out to begin with the mark. */
function isBegun(mark: Buffer, buffer: Buffer): boolean {
  return buffer.length < mark.length && mark.subarray(0, buffer.length).equals(buffer);
}
