import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One line of a source: an inclusive range and what is said of it. */
export interface SourceRow {
  readonly start: string;
  readonly end: string;
  readonly columns: readonly string[];
}

export interface SourceTables {
  /** Day of the data, as `2026-06-17`. */
  readonly date: string;
  readonly country: ByVersion;
  /** Country to which the registries gave the range. */
  readonly delegated: ByVersion;
  readonly network: ByVersion;
}

export interface ByVersion {
  readonly 4: readonly SourceRow[];
  readonly 6: readonly SourceRow[];
}

// The last version on npm: later data is published outside it, with the same columns.
const version = '2.3.2026061719';
const tables = { country: 'geo-whois-asn-country', delegated: 'asn-country', network: 'asn' } as const;

/** Fetches the source packages into a temporary folder, reads them and removes the folder. */
export function fetchSourceTables(): SourceTables {
  const folder = mkdtempSync(join(tmpdir(), 'places-'));
  try {
    const packages = Object.values(tables).map((name) => `@ip-location-db/${name}@${version}`);
    execFileSync(
      'npm',
      ['install', '--prefix', folder, '--no-save', '--no-package-lock', '--ignore-scripts', ...packages],
      {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const read = (name: string): ByVersion => {
      const path = join(folder, 'node_modules', '@ip-location-db', name, name);
      return { 4: readCsv(`${path}-ipv4.csv`), 6: readCsv(`${path}-ipv6.csv`) };
    };
    return {
      date: dateOf(version),
      country: read(tables.country),
      delegated: read(tables.delegated),
      network: read(tables.network),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function dateOf(packageVersion: string): string {
  const [, year, month, day] = /(\d{4})(\d\d)(\d\d)\d\d$/.exec(packageVersion) ?? [];
  if (day === undefined) throw new Error(`no date in package version \`${packageVersion}\``);
  return `${year}-${month}-${day}`;
}

function readCsv(path: string): SourceRow[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map(parseRow);
}

/** Columns with commas or quotes are quoted, with quotes doubled. */
function parseRow(line: string): SourceRow {
  const [start = '', end = '', ...columns] = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
  return { start, end, columns };
}
