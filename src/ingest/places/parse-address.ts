/** An IPv4 address as an unsigned number, or an IPv6 address as its eight groups. */
export type Address =
  | { readonly version: 4; readonly value: number }
  | { readonly version: 6; readonly groups: readonly number[] };

/** Longest spelling that can be an address: full IPv6 with brackets, a zone and a port, and some white space. */
const lengthMax = 128;

/**
 * Reads an IP address in any of its spellings: dotted IPv4, all forms of IPv6, with zone, brackets or port.
 * IPv6 addresses that only carry an IPv4 address (mapped, NAT64, 6to4) give that IPv4 address.
 * Anything doubtful (leading zeros, which some systems read as octal; too few or too many groups) gives `undefined`.
 */
export function parseAddress(text: string): Address | undefined {
  if (text.length > lengthMax) return undefined;
  const trimmed = text.trim();
  const colon = trimmed.indexOf(':');
  if (colon === -1) return toV4(parseV4(trimmed));
  if (trimmed.startsWith('[')) return parseBracketed(trimmed);
  if (colon === trimmed.lastIndexOf(':')) {
    return isPort(trimmed.slice(colon)) ? toV4(parseV4(trimmed.slice(0, colon))) : undefined;
  }
  return parseV6(trimmed);
}

function parseBracketed(text: string): Address | undefined {
  const close = text.indexOf(']');
  const rest = text.slice(close + 1);
  return close !== -1 && (rest === '' || isPort(rest)) ? parseV6(text.slice(1, close)) : undefined;
}

function isPort(text: string): boolean {
  return /^:\d{1,5}$/.test(text) && Number(text.slice(1)) <= 65_535;
}

function toV4(value: number): Address | undefined {
  return value < 0 ? undefined : { version: 4, value };
}

/** Gives the address as an unsigned number, or -1 when the text is none. */
function parseV4(text: string): number {
  let value = 0;
  let octet = -1;
  let octets = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? dot : text.charCodeAt(at);
    if (code === dot) {
      if (octet < 0 || octets === 4) return -1;
      value = value * 256 + octet;
      octets += 1;
      octet = -1;
    } else if (code >= zero && code <= nine && octet !== 0) {
      octet = (octet < 0 ? 0 : octet * 10) + code - zero;
      if (octet > 255) return -1;
    } else {
      return -1;
    }
  }
  return octets === 4 ? value : -1;
}

function parseV6(text: string): Address | undefined {
  const percent = text.indexOf('%');
  if (percent === text.length - 1) return undefined;
  const groups = parseGroups(percent === -1 ? text : text.slice(0, percent));
  if (groups === undefined) return undefined;
  const inside = carriedV4(groups);
  return inside === -1 ? { version: 6, groups } : { version: 4, value: inside };
}

function parseGroups(text: string): number[] | undefined {
  const groups: number[] = [];
  let gap = -1;
  let at = 0;
  if (text.startsWith('::')) {
    gap = 0;
    at = 2;
  }
  while (at < text.length) {
    const colon = text.indexOf(':', at);
    const end = colon === -1 ? text.length : colon;
    const group = parseGroup(text, at, end);
    if (group === -1) {
      const tail = colon === -1 ? parseV4(text.slice(at)) : -1;
      if (tail === -1) return undefined;
      groups.push(Math.floor(tail / 65_536), tail % 65_536);
    } else {
      groups.push(group);
    }
    if (groups.length > 8) return undefined;
    if (colon === -1) break;
    at = colon + 1;
    if (text.charCodeAt(at) === colonCode) {
      if (gap !== -1) return undefined;
      gap = groups.length;
      at += 1;
    } else if (at === text.length) {
      return undefined;
    }
  }
  if (gap === -1) return groups.length === 8 ? groups : undefined;
  if (groups.length > 7) return undefined;
  return [...groups.slice(0, gap), ...new Array<number>(8 - groups.length).fill(0), ...groups.slice(gap)];
}

/** Gives one to four hexadecimal digits as a number, or -1. */
function parseGroup(text: string, from: number, to: number): number {
  if (to === from || to - from > 4) return -1;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    const lower = code | 0x20;
    if (code >= zero && code <= nine) value = value * 16 + code - zero;
    else if (lower >= letterA && lower <= letterF) value = value * 16 + lower - letterA + 10;
    else return -1;
  }
  return value;
}

function carriedV4(groups: readonly number[]): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups;
  const middleIsZero = c === 0 && d === 0 && e === 0;
  // Mapped (RFC 4291 §2.5.5.2), NAT64 (RFC 6052 §2.1), 6to4 (RFC 3056 §2).
  if (a === 0 && b === 0 && middleIsZero && f === 0xffff) return g * 65_536 + h;
  if (a === 0x64 && b === 0xff9b && middleIsZero && f === 0) return g * 65_536 + h;
  if (a === 0x2002) return b * 65_536 + c;
  return -1;
}

const dot = 0x2e;
const zero = 0x30;
const nine = 0x39;
const colonCode = 0x3a;
const letterA = 0x61;
const letterF = 0x66;
