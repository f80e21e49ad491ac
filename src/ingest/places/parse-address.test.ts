import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from './parse-address.ts';

const groups = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), {
  minLength: 8,
  maxLength: 8,
});
const octets = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 });
/** Groups that carry no IPv4 address. */
const plainGroups = groups.filter(([a = 0]) => a >= 0x2003);

describe('parseAddress', () => {
  it('reads dotted IPv4', () => {
    expect(parseAddress('192.0.2.1')).toEqual({ version: 4, value: 0xc0000201 });
    expect(parseAddress('255.255.255.255')).toEqual({ version: 4, value: 0xffffffff });
    expect(parseAddress(' 0.0.0.0\n')).toEqual({ version: 4, value: 0 });
  });

  it.each([
    '2a00:1450:4001:0:0:0:0:1',
    '2A00:1450:4001::1',
    '2a00:1450:4001::0.0.0.1',
    '2a00:1450:4001::1%eth0',
    '[2a00:1450:4001::1]',
    '[2a00:1450:4001::1%25en0]:443',
  ])('reads %s, whatever the spelling', (text) => {
    expect(parseAddress(text)).toEqual({ version: 6, groups: [0x2a00, 0x1450, 0x4001, 0, 0, 0, 0, 1] });
  });

  it.each([
    '192.0.2.1:443',
    '::ffff:192.0.2.1',
    '::FFFF:c000:201',
    '[::ffff:192.0.2.1]:80',
    '64:ff9b::192.0.2.1',
    '2002:c000:201::1',
  ])('finds the IPv4 address in %s', (text) => {
    expect(parseAddress(text)).toEqual({ version: 4, value: 0xc0000201 });
  });

  it.each([
    ['octal-looking octets', '192.0.02.1'],
    ['too few octets', '192.0.2'],
    ['too many octets', '192.0.2.1.5'],
    ['too large octets', '192.0.2.256'],
    ['empty octets', '192..2.1'],
    ['signs', '+1.0.0.0'],
    ['two gaps', '1::2::3'],
    ['three colons', ':::'],
    ['a single leading colon', ':1:2:3:4:5:6:7'],
    ['a single trailing colon', '1:2:3:4:5:6:7:'],
    ['nine groups', '1:2:3:4:5:6:7:8:9'],
    ['a gap that stands for nothing', '1:2:3:4::5:6:7:8'],
    ['long groups', '12345::'],
    ['IPv4 in the middle', '::1.2.3.4:5'],
    ['an empty zone', 'fe80::1%'],
    ['an open bracket', '[::1'],
    ['a bracketed IPv4 address', '[192.0.2.1]'],
    ['a port out of range', '192.0.2.1:65536'],
    ['digits of other scripts', '١.٢.٣.٤'],
    ['a prefix', '10.0.0.0/8'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('agrees with the platform on what an address is', () => {
    const near = fc
      .tuple(
        fc.oneof(fc.ipV4(), fc.ipV6()),
        fc.nat(40),
        fc.nat(2),
        fc.string({ unit: fc.constantFrom(...'0123456789abF:.'), maxLength: 3 }),
      )
      .map(([text, at, removed, added]) => text.slice(0, at) + added + text.slice(at + removed));
    const anything = fc.string({ unit: fc.constantFrom(...'019afF:.'), maxLength: 42 });
    fc.assert(
      fc.property(fc.oneof(near, anything), (text) => {
        fc.pre(!/^[^:]*:[^:]*$/.test(text));
        expect(parseAddress(text) !== undefined).toBe(isIP(text) !== 0);
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads back every spelling of every IPv6 address', () => {
    fc.assert(
      fc.property(plainGroups, fc.nat(7), fc.boolean(), (all, from, isUpper) => {
        const plain = all.map((group) => group.toString(16)).join(':');
        const padded = all.map((group) => group.toString(16).padStart(4, '0')).join(':');
        const canonical = new URL(`http://[${plain}]`).hostname;
        const end = all.findIndex((group, index) => index >= from && group !== 0);
        const to = end === -1 ? 8 : end;
        const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
        const gapped = to > from ? `${hex(all.slice(0, from))}::${hex(all.slice(to))}` : plain;
        for (const text of [plain, padded, canonical, gapped, `${plain}%1`]) {
          expect(parseAddress(isUpper ? text.toUpperCase() : text)).toEqual({ version: 6, groups: all });
        }
      }),
    );
  });

  it('takes a mapped address for the IPv4 address it carries', () => {
    fc.assert(
      fc.property(octets, (parts) => {
        const dotted = parts.join('.');
        const [a = 0, b = 0, c = 0, d = 0] = parts;
        const hex = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
        const plain = parseAddress(dotted);
        expect(plain?.version).toBe(4);
        for (const text of [
          `::ffff:${dotted}`,
          `::ffff:${hex}`,
          `0:0:0:0:0:FFFF:${hex}`,
          `[::ffff:${dotted}]:1`,
        ]) {
          expect(parseAddress(text)).toEqual(plain);
        }
      }),
    );
  });

  it('answers on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        parseAddress(text);
      }),
    );
    expect(parseAddress(`${'1:'.repeat(500_000)}`)).toBeUndefined();
  });
});
