import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlaces, type Place } from './create-places.ts';
import { loadPlaces } from './load-places.ts';
import { buildRangeTable } from './range-table.ts';

const bundled = await loadPlaces();

const none = buildRangeTable([], 48);
const names = ['Deutsche Telekom AG', 'Rent A Machine, Inc.', `${'Long '.repeat(40)}Ltd`, ''].map((name) =>
  Buffer.from(name),
);
const offsets = [0];
for (const name of names) offsets.push((offsets.at(-1) ?? 0) + name.length);
const places = createPlaces(
  {
    date: '2026-01-01',
    countries: ['DE', 'US'],
    networks: {
      numbers: Uint32Array.of(1, 2, 3, 4),
      offsets: Uint32Array.from(offsets),
      names: Buffer.concat(names),
    },
    country4: buildRangeTable([{ start: 0x05000000, end: 0x05ffffff, value: 1 }], 32),
    network4: buildRangeTable(
      [1, 2, 3, 4].map((value) => ({
        start: 0x05000000 + value * 256,
        end: 0x050000ff + value * 256,
        value,
      })),
      32,
    ),
    country6: none,
    network6: buildRangeTable([{ start: 0x2a0000000000, end: 0x2a00ffffffff, value: 1 }], 48),
  },
  { clouds: { rented: [2] }, words: { service: ['Cloud Internal'], private: ['vm-inside'] } },
);

describe('the place of an address', () => {
  it('has country, network and a short label', () => {
    expect(places.of('5.0.1.7')).toEqual({
      kind: 'public',
      country: 'DE',
      asn: 1,
      network: 'Deutsche Telekom AG',
      label: 'DE · Deutsche Telekom',
    } satisfies Place);
  });

  it('is a cloud when the network rents out machines', () => {
    expect(places.of('5.0.2.0')).toEqual({
      kind: 'cloud',
      country: 'DE',
      asn: 2,
      network: 'rented',
      label: 'rented de',
    });
  });

  it('says what is known when country, network or its name is missing', () => {
    expect(places.of('5.0.0.1')).toMatchObject({
      kind: 'public',
      country: 'DE',
      asn: 0,
      network: '',
      label: 'DE',
    });
    expect(places.of('5.0.4.1')).toMatchObject({ kind: 'public', asn: 4, network: 'AS4', label: 'DE · AS4' });
    expect(places.of('2a00::1')).toMatchObject({
      kind: 'public',
      country: '',
      asn: 1,
      label: 'Deutsche Telekom',
    });
    expect(places.of('9.9.9.9')).toMatchObject({ kind: 'public', country: '', asn: 0, label: 'public' });
  });

  it.each([
    ['10.255.255.255', 'private'],
    ['172.16.0.0', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.1', 'private'],
    ['100.64.0.1', 'carrier NAT'],
    ['100.127.255.255', 'carrier NAT'],
    ['169.254.169.254', 'link-local'],
    ['127.0.0.1', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['192.0.2.1', 'documentation'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.1', 'documentation'],
    ['198.19.0.1', 'benchmark'],
    ['239.1.1.1', 'multicast'],
    ['255.255.255.255', 'reserved'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::2', 'reserved'],
    ['fd12:3456::1', 'private'],
    ['fe80::1%eth0', 'link-local'],
    ['2001:db8::1', 'documentation'],
    ['3fff:fff::1', 'documentation'],
    ['ff02::1', 'multicast'],
    ['100::1', 'reserved'],
    ['::ffff:10.0.0.1', 'private'],
    ['2002:a00:1::', 'private'],
  ])('tells %s apart as %s', (text, name) => {
    expect(places.of(text)).toEqual({ kind: 'private', country: '', asn: 0, network: name, label: name });
  });

  it.each([
    '9.255.255.255',
    '11.0.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '192.167.1.1',
    '223.255.255.255',
    '2001:db9::',
    '3fff:1000::',
  ])('takes %s, just outside a special range, for public', (text) => {
    expect(places.of(text).kind).toBe('public');
  });

  it('is the same for a mapped address and for the IPv4 address it carries', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(bundled.of(`::ffff:${text}`)).toEqual(bundled.of(text));
      }),
    );
  });
});

describe('the place of other text', () => {
  it('is a service for host names', () => {
    expect(places.of('S3.amazonaws.com')).toMatchObject({
      kind: 'service',
      network: 's3.amazonaws.com',
      label: 's3.amazonaws.com',
    });
  });

  it('follows the table of words', () => {
    expect(places.of(' cloud internal')).toMatchObject({ kind: 'service', network: 'Cloud Internal' });
    expect(places.of('VM-INSIDE')).toMatchObject({ kind: 'private', network: 'vm-inside' });
    expect(places.of('constructor').kind).toBe('unknown');
    expect(places.of('__proto__').kind).toBe('unknown');
  });

  it.each([
    '',
    ' ',
    'garbage',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '010.0.0.1',
    '1.2.3.4, 5.6.7.8',
    'a..b',
    '.com',
    'a b.com',
    '<b>.com',
  ])('is unknown for `%s`', (text) => {
    expect(places.of(text)).toEqual({ kind: 'unknown', country: '', asn: 0, network: '', label: 'unknown' });
  });

  it('exists for any text, with a label of one short line', () => {
    const hostile = fc.string({ unit: fc.constantFrom(...'a1.:%[]-_\u0000\n\u202e'), maxLength: 300 });
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), hostile, fc.ipV4(), fc.ipV6(), fc.domain()),
        (text) => {
          const { label } = bundled.of(text);
          expect(label.length).toBeGreaterThan(0);
          expect(label.length).toBeLessThanOrEqual(80);
          expect(label).not.toMatch(/\p{C}/u);
        },
      ),
      { numRuns: 2000 },
    );
    for (const text of ['a', 'a.', '1', ':', '[', ' '])
      expect(places.of(text.repeat(1_000_000)).kind).toBe('unknown');
    expect(places.of('5.0.3.1').label).toHaveLength(80);
    expect(places.of(`${'a'.repeat(60)}.${'b'.repeat(60)}.com`).label).toHaveLength(80);
  });
});

describe('the bundled address data', () => {
  it.each([
    ['87.128.1.1', 'DE', 3320, 'DE · Deutsche Telekom'],
    ['2003:c0::1', 'DE', 3320, 'DE · Deutsche Telekom'],
    ['8.8.8.8', 'US', 15169, 'US · Google'],
    ['52.28.1.1', 'DE', 16509, 'aws de'],
    ['2a05:d014::1', 'DE', 16509, 'aws de'],
    ['20.50.1.1', 'NL', 8075, 'azure nl'],
    ['34.89.1.1', 'GB', 396982, 'gcp gb'],
    ['2001:200::1', 'JP', 2500, 'JP · WIDE Project'],
  ])('places %s in %s', (text, country, asn, label) => {
    expect(bundled.of(text)).toMatchObject({ country, asn, label });
  });

  it('is dated and credited', () => {
    expect(bundled.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(bundled.credit).toContain('db-ip.com');
  });
});
