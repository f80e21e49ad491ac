import { quote } from '../../shared/calls/sql-text.ts';

/** Lists that a document may wrap its records in, outermost first; each record becomes a document of its own. */
const wrapped =
  "'Tuple(resourceSpans Array(Tuple(scopeSpans Array(Tuple(spans Array(String))), instrumentationLibrarySpans Array(Tuple(spans Array(String))))))'";
const logs = "'Tuple(resourceLogs Array(Tuple(scopeLogs Array(Tuple(logRecords Array(String))))))'";
const lists = ['Records', 'records', 'logs', 'events', 'items', 'value', 'hits'] as const;

/**
 * A SELECT of `(file_id, doc, is_span)` over `source`: one row a record, as JSON or as a line of text. What collectors and
 * OpenTelemetry wrap around records is taken off.
 */
export function documentsIn(source: string, envelope: string): string {
  if (envelope === 'text')
    return `SELECT file_id, line AS doc, 0 AS is_span FROM (${source}) WHERE line NOT IN ('', '\\r')`;
  if (envelope === 'json') {
    return `SELECT file_id, arrayJoin(if(startsWith(line, '['), JSONExtractArrayRaw(line), [line])) AS doc, 0 AS is_span
      FROM (${source})`;
  }
  return `SELECT file_id, tupleElement(part, 1) AS doc, tupleElement(part, 2) AS is_span
    FROM (
      SELECT file_id, arrayJoin(arrayFlatten(arrayMap(d -> ${recordsOf('d')}, ${tops('line')}))) AS part
      FROM (${source}) WHERE line NOT IN ('', '\\r')
    )`;
}

function tops(line: string): string {
  return `if(startsWith(${line}, '[') AND isValidJSON(${line}), JSONExtractArrayRaw(${line}), [${line}])`;
}

function recordsOf(document: string): string {
  const spans = `arrayFlatten(arrayMap(r -> arrayFlatten(arrayConcat(tupleElement(r, 1).spans, tupleElement(r, 2).spans)),
    tupleElement(JSONExtract(${document}, ${wrapped}), 1)))`;
  const records = `arrayFlatten(arrayMap(r -> arrayFlatten(tupleElement(r, 1).logRecords), tupleElement(JSONExtract(${document}, ${logs}), 1)))`;
  // Most documents are a record themselves, and hold none of the names: one look through the text tells.
  const names = ['resourceSpans', 'resourceLogs', ...lists].map((name) => quote(`"${name}"`));
  const branches = [
    `startsWith(${document}, '{') = 0 OR multiSearchAny(${document}, [${names.join(', ')}]) = 0, [(${document}, 0)]`,
    `position(${document}, '"resourceSpans"') > 0, arrayMap(s -> (s, 1), ${spans})`,
    `position(${document}, '"resourceLogs"') > 0, arrayMap(s -> (s, 0), ${records})`,
    ...lists.map(
      (key) =>
        `JSONType(${document}, '${key}') = 'Array', arrayMap(s -> (s, 0), JSONExtractArrayRaw(${document}, '${key}'))`,
    ),
  ];
  return `multiIf(${branches.join(', ')}, [(${document}, 0)])`;
}
