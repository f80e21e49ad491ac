/** One JSON value found in a text, or the place where none could be read. */
export type JsonPart =
  | { readonly offset: number; readonly value: unknown }
  | { readonly offset: number; readonly reason: string };

/**
 * Reads every JSON value of a text: one document, one a line, or several written one after another.
 * A part that cannot be read is given with its offset (in UTF-16 units) and reason, and reading goes on after it;
 * of a truncated document the complete leading list entries are still given.
 */
export function readJsonText(text: string): JsonPart[] {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  try {
    return [{ offset: 0, value: JSON.parse(start === 0 ? text : text.slice(start)) }];
  } catch {
    return chunks(text, start).flatMap(([from, to]) => readChunk(text, from, to));
  }
}

/**
 * Reads as much of a JSON document as a leading piece of its text shows, closing what is still open.
 * With `entries: 'whole'` an entry of the outermost list that is cut is left out rather than given in part.
 */
export function readJsonPrefix(head: string, entries: 'whole' | 'partial' = 'partial'): unknown {
  const text = head.charCodeAt(0) === 0xfeff ? head.slice(1) : head;
  const scan = scanValue(text, 0, text.length, entries);
  if (scan === undefined) return undefined;
  return parse(text.slice(scan.start, scan.end) + scan.closers);
}

/** Documents written one after another start at the left margin, so that one broken document hides no other. */
function chunks(text: string, start: number): [number, number][] {
  const found: [number, number][] = [];
  let from = start;
  const margin = /\n(?=[{[])/g;
  margin.lastIndex = start;
  for (let match = margin.exec(text); match !== null; match = margin.exec(text)) {
    found.push([from, match.index + 1]);
    from = match.index + 1;
  }
  found.push([from, text.length]);
  return found;
}

function readChunk(text: string, from: number, to: number): JsonPart[] {
  const parts: JsonPart[] = [];
  let at = skipSeparators(text, from, to);
  while (at < to) {
    const scan = scanValue(text, at, to, 'whole');
    if (scan === undefined || scan.start > at) {
      parts.push({ offset: at, reason: 'not JSON' });
      if (scan === undefined) break;
      at = scan.start;
      continue;
    }
    const value = parse(text.slice(scan.start, scan.end) + scan.closers);
    if (scan.closers !== '') {
      parts.push({ offset: at, reason: 'truncated JSON' });
      if (value !== undefined) parts.push({ offset: at, value });
      break;
    }
    parts.push(value === undefined ? { offset: at, reason: 'malformed JSON' } : { offset: at, value });
    at = skipSeparators(text, scan.end, to);
  }
  return parts;
}

function skipSeparators(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && ' \t\r\n,;'.includes(text.charAt(at))) at += 1;
  return at;
}

interface Scan {
  readonly start: number;
  readonly end: number;
  /** What must follow `end` to close the containers still open there; empty when the value is complete. */
  readonly closers: string;
}

const quote = 0x22;
const backslash = 0x5c;

/** Finds where the object or array that starts at or after `from` ends, or where it may be cut. */
function scanValue(text: string, from: number, to: number, entries: 'whole' | 'partial'): Scan | undefined {
  const start = nextOpening(text, from, to);
  if (start === undefined) return undefined;
  const closers: string[] = [];
  let lists = 0;
  let cutAt = start;
  let cutDepth = 0;
  let isKey = false;
  const mayCut = (end: number): void => {
    if (entries === 'whole' && (lists > 1 || (lists === 1 && closers.at(-1) !== ']'))) return;
    cutAt = end;
    cutDepth = closers.length;
  };
  for (let at = start; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at, to);
      if (at < to && !isKey) mayCut(at + 1);
    } else if (code === 0x7b || code === 0x5b) {
      closers.push(code === 0x7b ? '}' : ']');
      if (code === 0x5b) lists += 1;
      isKey = code === 0x7b;
      mayCut(at + 1);
    } else if (code === 0x7d || code === 0x5d) {
      if (closers.pop() === ']') lists -= 1;
      if (closers.length === 0) return { start, end: at + 1, closers: '' };
      mayCut(at + 1);
    } else if (code === 0x3a) {
      isKey = false;
    } else if (code === 0x2c) {
      if (!isKey) mayCut(at);
      isKey = closers.at(-1) === '}';
    }
  }
  return { start, end: cutAt, closers: closers.slice(0, cutDepth).reverse().join('') || ' ' };
}

function nextOpening(text: string, from: number, to: number): number | undefined {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) return at;
  }
  return undefined;
}

function endOfString(text: string, from: number, to: number): number {
  for (let at = from + 1; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === backslash) at += 1;
    else if (code === quote) return at;
  }
  return to;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
