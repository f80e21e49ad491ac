/**
 * Writes `data/places/places.br` from public tables: `npx tsx scripts/places/generate-places.ts`.
 * The same source packages give the same bytes.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { disjointRanges, toCells } from '../../src/ingest/places/disjoint-ranges.ts';
import { parseAddress } from '../../src/ingest/places/parse-address.ts';
import { encodePlaces, type Networks } from '../../src/ingest/places/places-format.ts';
import { buildRangeTable, combineTables, type RangeTable } from '../../src/ingest/places/range-table.ts';
import { first48Bits } from '../../src/ingest/places/special-ranges.ts';
import { packageRoot } from '../../src/package-root.ts';
import { type ByVersion, fetchSourceTables } from './source-tables.ts';

const source = fetchSourceTables();
const countries = countriesByUse(source.country);
const names = namesByNumber(source.network);
const numbers = [...names.keys()].sort((a, b) => a - b);

const countryValues = valuesOf(countries);
const networkValues = valuesOf(numbers.map(String));
const file = encodePlaces({
  date: source.date,
  countries,
  networks: packNetworks(),
  country4: toTable(source.country, 4, countryValues),
  network4: toTable(source.network, 4, networkValues),
  country6: corrected(
    toTable(source.country, 6, countryValues),
    toTable(source.delegated, 6, countryValues),
    countryValues.get('AU') ?? 0,
  ),
  network6: toTable(source.network, 6, networkValues),
});
writeFileSync(join(packageRoot(), 'data', 'places', 'places.br'), file);
console.error(
  `${source.date}: ${countries.length} countries, ${numbers.length} networks, ${file.length} bytes`,
);

function countriesByUse(rows: ByVersion): string[] {
  const uses = new Map<string, number>();
  for (const { columns } of [...rows[4], ...rows[6]]) {
    const [country = ''] = columns;
    if (/^[A-Z]{2}$/.test(country)) uses.set(country, (uses.get(country) ?? 0) + 1);
  }
  return [...uses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([country]) => country);
}

function namesByNumber(rows: ByVersion): Map<number, string> {
  const result = new Map<number, string>();
  for (const { columns } of [...rows[4], ...rows[6]]) {
    const [number = '', name = ''] = columns;
    result.set(Number(number), cleanName(name));
  }
  return result;
}

/** One line without control or direction characters, and without the registry's handle before the name. */
function cleanName(name: string): string {
  const line = name.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return line.replace(/^(?=\S*-)[A-Z0-9-]+ - (?=\S)/, '');
}

function packNetworks(): Networks {
  const parts = numbers.map((number) => Buffer.from(names.get(number) ?? ''));
  const offsets = new Uint32Array(parts.length + 1);
  parts.forEach((part, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + part.length;
  });
  return { numbers: Uint32Array.from(numbers), offsets, names: Buffer.concat(parts) };
}

function valuesOf(keys: readonly string[]): ReadonlyMap<string, number> {
  return new Map(keys.map((key, index) => [key, index + 1]));
}

function toTable(rows: ByVersion, version: 4 | 6, values: ReadonlyMap<string, number>): RangeTable {
  const ranges = rows[version].flatMap((row) => {
    const value = values.get(row.columns[0] ?? '');
    const start = toBigInt(row.start, version);
    const end = toBigInt(row.end, version);
    return value === undefined || start === undefined || end === undefined ? [] : [{ start, end, value }];
  });
  const cells = toCells(disjointRanges(ranges), version === 4 ? 0n : 80n);
  return buildRangeTable(cells, version === 4 ? 32 : 48);
}

/** Nothing for IPv6 addresses that carry an IPv4 address: they are looked up as such. */
function toBigInt(text: string, version: 4 | 6): bigint | undefined {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`not an address: \`${text}\``);
  if (address.version !== version) return undefined;
  if (address.version === 4) return BigInt(address.value);
  return address.groups.reduce((value, group) => value * 65_536n + BigInt(group), 0n);
}

/**
 * The country that the registries gave a range to stands where the source knows none, and where it took a placeholder for
 * the users' country: the registry for Asia and the Pacific sits in Australia and files whole blocks of 2001::/16 as `AU`.
 */
function corrected(country: RangeTable, delegated: RangeTable, placeholder: number): RangeTable {
  const block = parseAddress('2001::');
  const first = block?.version === 6 ? first48Bits(block.groups) : 0;
  const isPlaceholder = (value: number, at: number): boolean =>
    value === placeholder && at >= first && at < first + 2 ** 32;
  return combineTables(country, delegated, 48, (value, given, at) =>
    given !== 0 && (value === 0 || isPlaceholder(value, at)) ? given : value,
  );
}
