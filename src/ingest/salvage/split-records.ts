import { BoundarySearch, isSpace } from './boundary-search.ts';
import { ObjectScanner } from './object-scanner.ts';
import { toEngineJson } from './to-engine-json.ts';

/** One JSON object found in a stream, as one line that the engine reads; or a piece that is none. */
export type Piece =
  | {
      readonly kind: 'object';
      readonly offset: number;
      readonly text: string;
      /** It was found while searching through damage, and may be no record but a part of a broken one. */
      readonly isUncertain: boolean;
    }
  | { readonly kind: 'broken'; readonly offset: number; readonly reason: string };

/** The longest a record may be; sources cut their own far below this. */
export const recordBytesMax = 8 * 1024 * 1024;

const [quote, comma] = [0x22, 0x2c];
const [brace, closingBrace, bracket, closingBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
/** Wrappings lie in each other a few times; more is an attack on the memory. */
const wrappingsMax = 1000;
/** The search looks at a byte so many times on average, and at this many more, before it gives a stream up. */
const searchFactor = 4;
const searchBytesMin = 32 * 1024 * 1024;
const learntMax = 20;

/**
 * Finds the JSON objects of a stream one by one, whatever lies between them and however it is cut into chunks.
 * Wrappings are opened: the objects of a document’s list are given singly, since the document itself may never end.
 * What is broken is given with its offset, and the search goes on at the next place where an object can begin, so
 * that a damaged record takes none of its neighbours with it.
 */
export class RecordSplitter {
  #buffer: Buffer = Buffer.alloc(0);
  /** Offset of the buffer’s first byte in the stream. */
  #base: number;
  #at = 0;
  readonly #scan = new ObjectScanner();
  /** What is being read, from `#at` on. */
  #reading: 'nothing' | 'object' | 'member' = 'nothing';
  /** Brackets and braces of the wrappings that are open, outermost first. */
  readonly #wrappings: number[] = [];
  #found = 0;
  #isDamaged = false;
  #isGivenUp = false;
  #search: BoundarySearch | undefined;
  #searchedBytes = 0;
  readonly #usualKeys = new Set<string>();
  #learnt = 0;

  /** `offset` is that of the stream’s first byte. */
  constructor(offset = 0) {
    this.#base = offset;
  }

  /** One for what follows a stretch that was lost. */
  after(offset: number): RecordSplitter {
    return new RecordSplitter(offset);
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
    if (this.#wrappings.length > 0 && !this.#isDamaged) yield this.#broken('document cut off');
  }

  *#run(isLast: boolean): Generator<Piece> {
    while (this.#at < this.#buffer.length) {
      if (this.#isGivenUp) {
        this.#at = this.#buffer.length;
      } else if (this.#reading !== 'nothing') {
        const state = this.#scan.read(this.#buffer, this.#at);
        if (state === 'whole') yield* this.#taken();
        else if (state === 'broken') yield* this.#failed('record is not JSON');
        else if (isLast) yield* this.#failed('record cut off');
        else if (this.#scan.length > recordBytesMax) yield* this.#failed('no end within 8 MiB');
        else return;
      } else if (this.#search) {
        this.#at = this.#search.next(this.#buffer, this.#at);
        if (this.#at < this.#buffer.length) this.#read('object');
      } else {
        const step = this.#between(isLast);
        if (step === 'more') return;
        if (step !== 'on') yield step;
      }
    }
  }

  /** Between objects only space, commas and the wrappings around them belong. */
  #between(isLast: boolean): 'on' | 'more' | Piece {
    const byte = this.#buffer[this.#at] ?? 0;
    const innermost = this.#wrappings.at(-1);
    if (isSpace(byte) || byte === comma) return this.#pass(1);
    if (byte === brace) {
      const opened = this.#wrappings.includes(bracket) ? 'no' : matchAt(listWrapping, this.#buffer, this.#at);
      if (opened === 'open' && !isLast) return 'more';
      if (typeof opened === 'string') return this.#read('object');
      this.#wrappings.push(brace, bracket);
      return this.#pass(opened);
    }
    if (byte === quote && innermost === brace) {
      const opened = matchAt(memberWrapping, this.#buffer, this.#at);
      if (opened === 'open' && !isLast) return 'more';
      if (typeof opened === 'string') return this.#read('member');
      this.#wrappings.push(this.#buffer[this.#at + opened - 1] === brace ? brace : bracket);
      return this.#pass(opened);
    }
    if (byte === bracket && this.#wrappings.length < wrappingsMax) {
      this.#wrappings.push(bracket);
      return this.#pass(1);
    }
    if (byte === closingBracket || byte === closingBrace) {
      const isFitting = innermost === (byte === closingBracket ? bracket : brace);
      if (isFitting) this.#wrappings.pop();
      // Past damage it is not known any more what is open.
      if (isFitting || this.#isDamaged) return this.#pass(1);
    }
    for (const prefix of prefixes) {
      const length = matchAt(prefix, this.#buffer, this.#at);
      if (length === 'open' && !isLast) return 'more';
      if (typeof length === 'number') return this.#pass(length);
    }
    this.#search = new BoundarySearch();
    return this.#broken('text where a record belongs');
  }

  #pass(bytes: number): 'on' {
    this.#at += bytes;
    return 'on';
  }

  #read(what: 'object' | 'member'): 'on' {
    this.#scan.restart(what);
    this.#reading = what;
    return 'on';
  }

  *#taken(): Generator<Piece> {
    const bytes = this.#buffer.subarray(this.#at, this.#at + this.#scan.length);
    const isMember = this.#reading === 'member';
    const offset = this.#base + this.#at;
    this.#reading = 'nothing';
    this.#at += bytes.length;
    // A wrapping’s own members, such as a page’s token, say nothing of calls.
    if (isMember) return;
    this.#found++;
    const text = toEngineJson(bytes, this.#scan);
    const isUncertain = this.#search !== undefined && !this.#isUsual(this.#search, text);
    if (isUncertain) this.#search?.afterObject();
    else {
      this.#search = undefined;
      this.#learn(text);
    }
    yield { kind: 'object', offset, text, isUncertain };
  }

  *#failed(reason: string): Generator<Piece> {
    const isMember = this.#reading === 'member';
    this.#reading = 'nothing';
    this.#searchedBytes += this.#scan.length;
    if (this.#searchedBytes > searchFactor * (this.#base + this.#at) + searchBytesMin) {
      this.#isGivenUp = true;
      yield this.#broken('too much damage to search through: given up');
    } else if (this.#search) {
      this.#search.passBrace();
    } else if (!isMember && this.#found === 0 && this.#scan.hasList && this.#canOpen()) {
      // The first thing of all that holds a list is taken for a wrapping, and its members are met one by one.
      this.#wrappings.push(brace);
    } else {
      yield this.#broken(this.#scan.isTooDeep ? 'nested too deep' : reason);
      this.#search = new BoundarySearch(brace);
    }
    // No record lies among brackets that only open.
    this.#at += this.#scan.isTooDeep ? this.#scan.length : 1;
  }

  #canOpen(): boolean {
    return this.#wrappings.length < wrappingsMax && !this.#scan.isTooDeep;
  }

  /** Whether an object met in the search is a record again, so that what comes after it can be trusted. */
  #isUsual(search: BoundarySearch, text: string): boolean {
    if (search.isFirstColumn) return true;
    if (this.#usualKeys.size === 0) return search.isNextToObject;
    const keys = keysOf(text);
    return keys.filter((key) => this.#usualKeys.has(key)).length * 2 > keys.length;
  }

  #learn(text: string): void {
    if (this.#learnt >= learntMax) return;
    this.#learnt++;
    for (const key of keysOf(text).slice(0, 100)) this.#usualKeys.add(key);
  }

  #broken(reason: string): Piece {
    this.#isDamaged = true;
    return { kind: 'broken', offset: this.#base + this.#at, reason };
  }
}

function keysOf(text: string): readonly string[] {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** What a stretch of bytes may be, and what its beginning may be where the rest has not come yet. */
interface Shape {
  readonly whole: RegExp;
  readonly begun: RegExp;
}

/** An object whose first field is a list of objects or lists. */
const listWrapping: Shape = {
  whole: /^\{\s*"[^"\\]{1,100}"\s*:\s*\[\s*(?=[{[])/,
  begun: /^\{\s*("[^"\\]{0,100}("\s*(:\s*(\[\s*)?)?)?)?$/,
};
/** A member of a wrapping that is an object, or a list of objects or lists. */
const memberWrapping: Shape = {
  whole: /^"[^"\\]{1,100}"\s*:\s*(?:\[(?=\s*[{[])|\{)/,
  begun: /^"[^"\\]{0,100}("\s*(:\s*(\[\s*)?)?)?$/,
};
/** What some tools write before a record: a byte order mark, the time of a line. */
const prefixes: readonly Shape[] = [
  { whole: /^\u00ef\u00bb\u00bf/, begun: /^\u00ef\u00bb?$/ },
  { whole: /^\d{4}-\d\d-\d\dT[\d:.]{5,20}(Z|[+-]\d\d:?\d\d)\s/, begun: /^\d[\dT:.Z+-]{0,40}$/ },
];
const shapeBytesMax = 300;

/** How many bytes the shape takes at `at`; `open` where that cannot be told yet. */
function matchAt(shape: Shape, buffer: Buffer, at: number): number | 'no' | 'open' {
  const head = buffer.toString('latin1', at, Math.min(at + shapeBytesMax, buffer.length));
  const found = shape.whole.exec(head);
  if (found) return found[0].length;
  return head.length < shapeBytesMax && shape.begun.test(head) ? 'open' : 'no';
}
