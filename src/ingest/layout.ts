/**
 * How JSON lies in a file, as far as its beginning shows: one document or one list without line breaks, a document a
 * line, or otherwise. Only of a file that was seen whole `lines` is said, and then of every line.
 */
export type Layout = 'document' | 'list' | 'lines' | 'other';

export function layoutOf(head: string, isHeadAll: boolean): Layout {
  const text = head.trim();
  const first = text[0];
  // Documents that follow one another within a line are for the engine to take apart.
  if (text === '' || text.includes('}{')) return 'other';
  if (!text.includes('\n')) return first === '{' ? 'document' : first === '[' ? 'list' : 'other';
  return isHeadAll && text.split('\n').every(isDocument) ? 'lines' : 'other';
}

function isDocument(line: string): boolean {
  const text = line.trim();
  return text === '' || (text.startsWith('{') && text.endsWith('}'));
}
