import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export const exportFormats = ['csv', 'ndjson'] as const;
type ExportFormat = (typeof exportFormats)[number];

type Row = Readonly<Record<string, unknown>>;

/** Sends rows one by one as a file to keep. */
export function sendExport(reply: FastifyReply, { rows, columns, format, name }: ExportOf): FastifyReply {
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8';
  const lines = format === 'csv' ? csvLines(rows, columns) : jsonLines(rows);
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(Readable.from(lines));
}

interface ExportOf {
  readonly rows: Iterable<Row>;
  readonly columns: readonly string[];
  readonly format: ExportFormat;
  /** Of the file, without what follows the dot. */
  readonly name: string;
}

const linesAtOnce = 500;

function* csvLines(rows: Iterable<Row>, columns: readonly string[]): Generator<string> {
  yield `${columns.join(',')}\r\n`;
  yield* inPieces(rows, (row) => `${columns.map((column) => csvCell(row[column])).join(',')}\r\n`);
}

function jsonLines(rows: Iterable<Row>): Generator<string> {
  return inPieces(rows, (row) => `${JSON.stringify(row)}\n`);
}

function* inPieces(rows: Iterable<Row>, lineOf: (row: Row) => string): Generator<string> {
  let piece: string[] = [];
  for (const row of rows) {
    piece.push(lineOf(row));
    if (piece.length < linesAtOnce) continue;
    yield piece.join('');
    piece = [];
  }
  if (piece.length > 0) yield piece.join('');
}

/** Spreadsheets run what begins like a formula, and log fields are anybody's. */
function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = Array.isArray(value)
    ? value.join(' ')
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
