import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { readJsonPrefix, readJsonText } from '../../shared/text/json-text.ts';
import { type Column, columnOf, hasIdentity, isKeyList, plainHeader } from './columns.ts';

/** One row of a list of keys: the text of each known column, and the header that its status stood under. */
export interface KeyRow {
  readonly cells: Readonly<Partial<Record<Column, string>>>;
  readonly statusHeader: string;
}

export interface RowsRead {
  readonly rows: readonly KeyRow[];
  readonly problems: readonly string[];
}

const cellMax = 65_536;

/** Reads a list of keys, CSV or JSON; undefined for a text that is none. */
export function readRows(text: string): RowsRead | undefined {
  const plain = text.replace(/^\uFEFF/, '');
  return /^\s*[[{]/.test(plain) ? readJsonRows(plain) : readCsvRows(plain);
}

/** Whether the beginning of a file is that of a list of keys. */
export function isKeyText(head: string): boolean {
  const plain = head.replace(/^\uFEFF/, '');
  if (!/^\s*[[{]/.test(plain)) return isKeyList(headersOf(plain));
  return itemsOf(readJsonPrefix(plain)).some((item) => isKeyList(Object.keys(item)));
}

const table = z.array(z.array(z.string()));

function headersOf(text: string): readonly string[] {
  const [line = ''] = text.split(/\r?\n/, 1);
  return linesOf(line)[0] ?? [];
}

function linesOf(text: string): readonly (readonly string[])[] {
  const [line = ''] = text.split(/\r?\n/, 1);
  const delimiter = [',', ';', '\t'].find((one) => line.includes(one)) ?? ',';
  const options = { delimiter, relax_column_count: true, skip_empty_lines: true, trim: true };
  try {
    return table.parse(parse(text, { ...options, relax_quotes: true }));
  } catch {
    return [];
  }
}

function readCsvRows(text: string): RowsRead | undefined {
  if (!isKeyList(headersOf(text))) return undefined;
  const [headers = [], ...lines] = linesOf(text);
  if (headers.length === 0) return { rows: [], problems: ['its quotes do not match: not CSV'] };
  const rows = lines.map((line) => rowOf(headers.map((header, at) => [header, line[at] ?? ''])));
  return { rows, problems: [] };
}

function readJsonRows(text: string): RowsRead | undefined {
  const rows: KeyRow[] = [];
  const problems: string[] = [];
  let isList = false;
  for (const part of readJsonText(text)) {
    if ('reason' in part) problems.push(`${part.reason} at offset ${part.offset}`);
    else {
      for (const item of itemsOf(part.value)) {
        const headers = Object.keys(item);
        isList ||= isKeyList(headers);
        if (hasIdentity(headers)) rows.push(rowOf(Object.entries(item)));
        else problems.push('an entry without a key, client or consumer');
      }
    }
  }
  return isList ? { rows, problems } : undefined;
}

const object = z.record(z.string(), z.unknown());
const lists = ['keys', 'items', 'data', 'apiKeys', 'api_keys', 'clients', 'tokens', 'consumers', 'results'];

/** The entries of a document: a list, a list under a name that lists of keys go by, or one entry. */
function itemsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value;
    return entries.map((one) => object.safeParse(one).data).filter((one) => one !== undefined);
  }
  const outer = object.safeParse(value).data;
  if (outer === undefined) return [];
  const list = lists.map((name) => outer[name]).find(Array.isArray);
  return list === undefined ? [outer] : itemsOf(list);
}

/** Of several headers for one column, the first with something under it counts. */
function rowOf(entries: readonly (readonly [string, unknown])[]): KeyRow {
  const cells: Partial<Record<Column, string>> = {};
  let statusHeader = '';
  for (const [header, value] of entries) {
    const column = columnOf(header);
    const text = textOf(value);
    if (column === undefined || text === undefined || (cells[column] ?? '') !== '') continue;
    cells[column] = text.slice(0, cellMax);
    if (column === 'status') statusHeader = plainHeader(header);
  }
  return { cells, statusHeader };
}

/** A list is joined; an object stands for its name or id, as that of a consumer. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join(' ');
  const inner = object.safeParse(value).data;
  const name = inner?.username ?? inner?.name ?? inner?.id;
  return typeof name === 'string' ? name : undefined;
}
