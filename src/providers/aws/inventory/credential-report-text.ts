const header = 'user,arn,user_creation_time';
// The header's length is a multiple of three, so that its base64 does not depend on what follows.
const base64Header = Buffer.from(header).toString('base64');

/** Whether a text begins like a credential report: its CSV, or that in base64 as the API hands it out. */
export function isCredentialReportText(text: string): boolean {
  const head = text.slice(0, 200).replace(/^[\uFEFF\s"]+/, '');
  return head.startsWith(header) || head.startsWith(base64Header);
}

const wrapped = new RegExp(`^[\\uFEFF\\s]*\\{[^{}]{0,500}"Content"\\s*:\\s*"(?:${header}|${base64Header})`);

/** Whether a text begins like the API's answer around a credential report; its end may be cut off. */
export function isCredentialReportAnswer(text: string): boolean {
  return wrapped.test(text.slice(0, 1000));
}

/** One row of a credential report by column name. */
export type ReportRow = ReadonlyMap<string, string>;

/** The rows of a credential report, and the line numbers (from 1) of rows whose width is not the header's. */
export interface ReportRows {
  readonly rows: readonly { readonly line: number; readonly row: ReportRow }[];
  readonly brokenLines: readonly number[];
}

/** Reads the CSV of a credential report, plain or in base64. */
export function readCredentialReportText(text: string): ReportRows {
  const body = text.replace(/^\uFEFF/, '').trim();
  const plain = body.replace(/^"|"$/g, '');
  const csv = plain.startsWith(base64Header) ? Buffer.from(plain, 'base64').toString('utf8') : body;
  const [columns = [], ...records] = csvRecords(csv);
  const rows = [];
  const brokenLines = [];
  for (const [index, record] of records.entries()) {
    if (record.length === 1 && record[0] === '') continue;
    if (record.length !== columns.length) brokenLines.push(index + 2);
    else
      rows.push({ line: index + 2, row: new Map(columns.map((column, at) => [column, record[at] ?? ''])) });
  }
  return { rows, brokenLines };
}

function csvRecords(csv: string): string[][] {
  return csv.split(/\r?\n/).map(csvFields);
}

/** User names may hold commas, and then stand in quotes; none holds a line break. */
function csvFields(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/y;
  while (field.lastIndex <= line.length) {
    const match = field.exec(line);
    if (match === null) return [];
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '') break;
  }
  return fields;
}
