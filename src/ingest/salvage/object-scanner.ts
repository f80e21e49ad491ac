/** How far a scan has come: more bytes are needed, the object is whole, or it is no JSON. */
export type ScanState = 'open' | 'whole' | 'broken';

/** The engine reads no deeper; CloudTrail-like sources stay far below. */
export const depthMax = 1000;

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [brace, closingBrace, bracket, closingBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const [letterU, lineFeed, carriageReturn] = [0x75, 0x0a, 0x0d];

type Expecting =
  | 'key or end'
  | 'key'
  | 'colon'
  | 'value'
  | 'value or end'
  | 'comma or end'
  | 'text'
  | 'escape'
  | 'hex'
  | 'scalar';

/**
 * Reads one JSON object, or one member of one, however its bytes are cut into chunks: each byte is looked at once.
 * It is as strict as the engine, so that nothing it calls whole is refused there, but for the three things that
 * `toEngineJson` mends.
 */
export class ObjectScanner {
  /** Bytes read since the object’s beginning. */
  length = 0;
  /** Numbers that no machine word holds, as ranges of bytes from the object’s start. */
  readonly wideNumbers: [number, number][] = [];
  hasSurrogates = false;
  /** Whether it holds a list of objects, at any depth. */
  hasList = false;
  /** Why it is broken: it lies deeper than anything is read. */
  isTooDeep = false;

  #expecting: Expecting = 'value';
  #isMember = false;
  #isKey = false;
  #hexLeft = 0;
  #scalarAt = 0;
  #depth = 0;
  /** Kinds of the containers that are open, outermost first. */
  readonly #kinds = new Uint8Array(depthMax + 1);

  /** Begins anew, with an object or with a single member of one. */
  restart(what: 'object' | 'member'): void {
    this.length = 0;
    this.wideNumbers.length = 0;
    this.hasSurrogates = false;
    this.hasList = false;
    this.isTooDeep = false;
    this.#isMember = what === 'member';
    this.#expecting = this.#isMember ? 'key' : 'value';
    this.#depth = this.#isMember ? 1 : 0;
    this.#kinds[0] = brace;
  }

  /** Reads on in `buffer`, in which the object begins at `start`. */
  read(buffer: Buffer, start: number): ScanState {
    const end = buffer.length;
    let at = start + this.length;
    while (at < end) {
      const byte = buffer[at] ?? 0;
      switch (this.#expecting) {
        case 'text': {
          let inside = byte;
          while (inside !== quote && inside !== backslash && inside >= 0x20 && ++at < end) {
            inside = buffer[at] ?? 0;
          }
          if (at === end) continue;
          if (inside === quote) this.#expecting = this.#isKey ? 'colon' : 'comma or end';
          else if (inside === backslash) this.#expecting = 'escape';
          // A line never ends inside a text: a quote was lost.
          else if (inside === lineFeed || inside === carriageReturn) return this.#stop(at, start, 'broken');
          break;
        }
        case 'escape':
          if (byte === letterU) {
            this.#expecting = 'hex';
            this.#hexLeft = 4;
          } else if ('"\\/bfnrt'.includes(String.fromCharCode(byte))) this.#expecting = 'text';
          else return this.#stop(at, start, 'broken');
          break;
        case 'hex':
          if (!isHex(byte)) return this.#stop(at, start, 'broken');
          if (this.#hexLeft === 4 && (byte | 0x20) === 0x64) this.hasSurrogates = true;
          if (--this.#hexLeft === 0) this.#expecting = 'text';
          break;
        case 'scalar':
          if (isScalarByte(byte)) break;
          if (!this.#endScalar(buffer, start, at)) return this.#stop(at, start, 'broken');
          this.#expecting = 'comma or end';
          continue;
        default:
          if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d && byte !== 0x0b && byte !== 0x0c)) break;
          if (this.#endsMember(byte)) return this.#stop(at, start, 'whole');
          if (!this.#take(byte, at - start)) return this.#stop(at, start, 'broken');
          if (this.#depth === 0) return this.#stop(at + 1, start, 'whole');
      }
      at++;
    }
    return this.#stop(end, start, 'open');
  }

  #stop(at: number, start: number, state: ScanState): ScanState {
    this.length = at - start;
    return state;
  }

  #endsMember(byte: number): boolean {
    const isEnd = byte === comma || byte === closingBrace;
    return this.#isMember && isEnd && this.#depth === 1 && this.#expecting === 'comma or end';
  }

  /** One byte of structure. */
  #take(byte: number, at: number): boolean {
    const expecting = this.#expecting;
    switch (byte) {
      case quote:
        this.#isKey = expecting === 'key' || expecting === 'key or end';
        if (!this.#isKey && !isValueExpected(expecting)) return false;
        this.#expecting = 'text';
        return true;
      case colon:
        if (expecting !== 'colon') return false;
        this.#expecting = 'value';
        return true;
      case comma:
        if (expecting !== 'comma or end') return false;
        this.#expecting = this.#kinds[this.#depth - 1] === brace ? 'key' : 'value';
        return true;
      case brace:
      case bracket:
        return isValueExpected(expecting) && this.#open(byte);
      case closingBrace:
        return (expecting === 'key or end' || expecting === 'comma or end') && this.#close(brace);
      case closingBracket:
        return (expecting === 'value or end' || expecting === 'comma or end') && this.#close(bracket);
      default:
        if (!isValueExpected(expecting) || !isScalarByte(byte)) return false;
        this.#expecting = 'scalar';
        this.#scalarAt = at;
        return true;
    }
  }

  #open(kind: number): boolean {
    this.isTooDeep = this.#depth >= depthMax;
    if (this.isTooDeep) return false;
    if (kind === brace && this.#expecting === 'value or end') this.hasList = true;
    this.#kinds[this.#depth++] = kind;
    this.#expecting = kind === brace ? 'key or end' : 'value or end';
    return true;
  }

  #close(kind: number): boolean {
    if (this.#kinds[this.#depth - 1] !== kind) return false;
    this.#depth--;
    this.#expecting = 'comma or end';
    return true;
  }

  #endScalar(buffer: Buffer, start: number, end: number): boolean {
    const text = buffer.toString('latin1', start + this.#scalarAt, end);
    if (text === 'true' || text === 'false' || text === 'null') return true;
    const number = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.exec(text);
    if (!number) return false;
    const isInteger = number[1] === undefined && number[2] === undefined;
    if (isInteger ? isWideInteger(text) : !Number.isFinite(Number(text))) {
      this.wideNumbers.push([this.#scalarAt, end - start]);
    }
    return true;
  }
}

function isValueExpected(expecting: Expecting): boolean {
  return expecting === 'value' || expecting === 'value or end';
}

function isHex(byte: number): boolean {
  const lower = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}

/** Digits, letters, `+`, `-` and `.`: what numbers and the three words are made of. */
function isScalarByte(byte: number): boolean {
  const lower = byte | 0x20;
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (lower >= 0x61 && lower <= 0x7a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}

function isWideInteger(text: string): boolean {
  if (text.length < 19) return false;
  if (text.length > 20) return true;
  const value = BigInt(text);
  return value > 0xffff_ffff_ffff_ffffn || value < -(2n ** 63n);
}
