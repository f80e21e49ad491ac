/**
 * How records lie in a file, as far as its beginning shows: one JSON document or one list without line breaks, a document a
 * line, a table whose first line names its columns, or otherwise. Only of a file that was seen whole `lines` is said, and
 * then of every line. `text` is said of logs that are known to be lines of text.
 */
export type Layout = 'document' | 'list' | 'lines' | 'table' | 'text' | 'other';

export function layoutOf(head: string, isHeadAll: boolean): Layout {
  const text = head.trim();
  const first = text[0];
  if (isTableHead(text)) return 'table';
  // Documents that follow one another within a line are for the engine to take apart.
  if (text === '' || text.includes('}{')) return 'other';
  if (!text.includes('\n')) return first === '{' ? 'document' : first === '[' ? 'list' : 'other';
  return isHeadAll && text.split('\n').every(isDocument) ? 'lines' : 'other';
}

function isDocument(line: string): boolean {
  const text = line.trim();
  return text === '' || (text.startsWith('{') && text.endsWith('}'));
}

/** Names of columns, quoted or not, between commas. */
function isTableHead(text: string): boolean {
  const [line = ''] = text.split(/\r?\n/, 1);
  return /^\uFEFF?("[\w .@-]+"|[A-Za-z_@][\w .@-]*)(,("[\w .@-]+"|[A-Za-z_@][\w .@-]*))+$/.test(line);
}
