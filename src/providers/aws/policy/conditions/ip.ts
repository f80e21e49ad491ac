import { isIPv4, isIPv6 } from 'node:net';
import { operatorPair, textOf } from './operator.ts';

/** The policy gives addresses or CIDR ranges of either family; an address alone is a range of one. */
export const ipOperators = operatorPair(['IpAddress', 'NotIpAddress'], false, (pieces) => {
  const range = parseRange(textOf(pieces).trim());
  if (range === undefined) return undefined;
  return (text) => {
    const address = parseAddress(text.trim());
    return address !== undefined && isWithin(address, range);
  };
});

/** Two groups of 16 bits for an IPv4 address, eight for an IPv6 address. */
type Address = readonly number[];

interface Range {
  readonly address: Address;
  readonly prefixBits: number;
}

function parseRange(text: string): Range | undefined {
  const [base = '', prefix, ...more] = text.split('/');
  const address = parseAddress(base);
  if (address === undefined || more.length > 0) return undefined;
  const bits = address.length * 16;
  if (prefix === undefined) return { address, prefixBits: bits };
  const prefixBits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  return prefixBits <= bits ? { address, prefixBits } : undefined;
}

function isWithin(address: Address, range: Range): boolean {
  if (address.length !== range.address.length) return false;
  return range.address.every((group, i) => {
    const bits = Math.min(16, Math.max(0, range.prefixBits - i * 16));
    const mask = (0xffff << (16 - bits)) & 0xffff;
    return (group & mask) === ((address[i] ?? 0) & mask);
  });
}

function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) return groupsOfIPv4(text);
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const dotted = /^(.*:)([\d.]+\.\d+)$/.exec(text);
  const groups = dotted === null ? [] : groupsOfIPv4(dotted[2] ?? '');
  const [head = '', tail] = (dotted?.[1] ?? text).split('::');
  const before = groupsOfHex(head);
  const after = [...groupsOfHex(tail ?? ''), ...groups];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...new Array<number>(zeros).fill(0), ...after];
}

function groupsOfIPv4(text: string): Address {
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}

function groupsOfHex(text: string): Address {
  return text
    .split(':')
    .filter((group) => group !== '')
    .map((group) => Number.parseInt(group, 16));
}
