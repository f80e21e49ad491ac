/** One row found in a table as text, or the place where none could be read. */
export type CsvPart =
  | { readonly offset: number; readonly row: Readonly<Record<string, string>> }
  | { readonly offset: number; readonly reason: string };

/**
 * Reads every row of a table whose first line names its columns (RFC 4180). A row that cannot be read is given with its offset
 * (in UTF-16 units) and reason, and reading goes on at the next line.
 */
export function readCsvText(text: string): CsvPart[] {
  const parts: CsvPart[] = [];
  let names: readonly string[] | undefined;
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) {
    const line = readLine(text, at);
    if (line === undefined) {
      parts.push({ offset: at, reason: 'a row that is not CSV' });
      const next = text.indexOf('\n', at);
      at = next < 0 ? text.length : next + 1;
      continue;
    }
    const { fields, end } = line;
    const isBlank = fields.length === 1 && fields[0]?.trim() === '';
    if (!isBlank) {
      if (names === undefined) names = fields;
      else parts.push({ offset: at, row: rowOf(names, fields) });
    }
    at = end;
  }
  return parts;
}

/** The names of the columns, as far as a leading piece of the text shows. */
export function csvColumnsOf(head: string): readonly string[] {
  return readLine(head, head.charCodeAt(0) === 0xfeff ? 1 : 0)?.fields ?? [];
}

function rowOf(names: readonly string[], fields: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name, index) => [name, fields[index] ?? '']));
}

function readLine(text: string, start: number): { fields: readonly string[]; end: number } | undefined {
  const fields: string[] = [];
  for (let at = start; ; at += 1) {
    const field = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at);
    if (field === undefined) return undefined;
    fields.push(field.text);
    at = field.end;
    if (text.startsWith('\r\n', at)) at += 1;
    if (at >= text.length || text[at] === '\n') return { fields, end: at + 1 };
    if (text[at] !== ',') return undefined;
  }
}

function readPlain(text: string, start: number): { text: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') end += 1;
  const isEnded = text[end] === '\n' && end > start && text[end - 1] === '\r';
  const last = isEnded ? end - 1 : end;
  return { text: text.slice(start, last), end: last };
}

function readQuoted(text: string, start: number): { text: string; end: number } | undefined {
  let read = '';
  for (let from = start + 1; ; ) {
    const end = text.indexOf('"', from);
    if (end < 0) return undefined;
    read += text.slice(from, end);
    if (text[end + 1] !== '"') return { text: read, end: end + 1 };
    read += '"';
    from = end + 2;
  }
}
