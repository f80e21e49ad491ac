import { type Address, parseAddress } from './parse-address.ts';
import { type AddressRange, buildRangeTable, valueAt } from './range-table.ts';

/** Names of the address ranges that belong to nobody in particular. */
export type SpecialRange =
  | 'private'
  | 'carrier NAT'
  | 'loopback'
  | 'link-local'
  | 'documentation'
  | 'benchmark'
  | 'multicast'
  | 'unspecified'
  | 'reserved';

/**
 * The special-purpose registries, as of RFC 6890, 9637 and 9780:
 * https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry.
 * Globally reachable service addresses in them (anycast, AS112) are left out.
 */
const special: readonly (readonly [cidr: string, name: SpecialRange])[] = [
  ['0.0.0.0/8', 'unspecified'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'carrier NAT'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'reserved'],
  ['192.0.2.0/24', 'documentation'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'benchmark'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
  ['::/3', 'reserved'],
  ['2001:2::/48', 'benchmark'],
  ['2001:10::/28', 'reserved'],
  ['2001:20::/28', 'reserved'],
  ['2001:db8::/32', 'documentation'],
  ['3fff::/20', 'documentation'],
  ['4000::/2', 'reserved'],
  ['8000::/2', 'reserved'],
  ['c000::/3', 'reserved'],
  ['e000::/4', 'reserved'],
  ['f000::/5', 'reserved'],
  ['f800::/6', 'reserved'],
  ['fc00::/7', 'private'],
  ['fe00::/9', 'reserved'],
  ['fe80::/10', 'link-local'],
  ['fec0::/10', 'private'],
  ['ff00::/8', 'multicast'],
];

const names = [...new Set(special.map(([, name]) => name))];
const table4 = buildRangeTable(rangesOf(4), 32);
const table6 = buildRangeTable(rangesOf(6), 48);

/** Names the special range that holds the address; `undefined` for an address somebody can own. */
export function specialRangeOf(address: Address): SpecialRange | undefined {
  if (address.version === 4) return names[valueAt(table4, address.value) - 1];
  const { groups } = address;
  if (groups.slice(0, 7).every((group) => group === 0)) {
    if (groups[7] === 0) return 'unspecified';
    if (groups[7] === 1) return 'loopback';
  }
  return names[valueAt(table6, first48Bits(groups)) - 1];
}

/** The part of an IPv6 address that range tables know. */
export function first48Bits(groups: readonly number[]): number {
  const [a = 0, b = 0, c = 0] = groups;
  return (a * 65_536 + b) * 65_536 + c;
}

function rangesOf(version: 4 | 6): AddressRange[] {
  const ranges: AddressRange[] = [];
  for (const [cidr, name] of special) {
    const [text = '', length = ''] = cidr.split('/');
    const address = parseAddress(text);
    if (address?.version !== version) continue;
    const start = address.version === 4 ? address.value : first48Bits(address.groups);
    const size = 2 ** ((version === 4 ? 32 : 48) - Number(length));
    ranges.push({ start, end: start + size - 1, value: names.indexOf(name) + 1 });
  }
  return ranges;
}
