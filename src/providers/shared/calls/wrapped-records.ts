import { quote } from './sql-text.ts';

/** What one provider’s records look like. */
export interface WrappedRecord {
  /** The engine type that a record is read into. */
  readonly type: string;
  /** An expression that says of a JSON document, given by name, whether it is a record. */
  readonly isRecord: (document: string) => string;
  /** A text that broken records are known by. */
  readonly mark: string;
  /** A field that records have: a document in which it was read need not be looked at for whether it is one at all. */
  readonly sign: string;
}

/** Wrappings met outside a record, outermost first tried: lists of records, then single ones. */
const lists = ['records', 'Records', 'events', 'value', 'items', 'hits'] as const;
const singles = [
  'payload',
  'event',
  'message',
  'original',
  '_raw',
  'raw',
  'input',
  'body',
  'data',
  'properties',
  'hits',
  '_source',
  '@message',
  'detail',
  'result',
] as const;

/** How often a wrapping may lie in a wrapping. */
const depthMax = 4;

/**
 * A SELECT of `(file_id, found, is_json)` over `source`: the records in each line as an array of the record’s type.
 * A document that holds no record gives one empty record, so that it is counted rather than lost.
 *
 * `envelope` says how records lie in the file. `bare`: one after the other, or a list of them, as streams and APIs
 * give them. `any`: what collectors wrap around them, also several in one file, unwrapped step by step.
 */
export function recordsIn(record: WrappedRecord, source: string, envelope: string): string {
  const type = quote(record.type);
  if (envelope === 'bare') {
    // Of a short file the whole list is one line; of a long one the engine takes it apart.
    const found = `if(startsWith(line, '['), JSONExtract(line, ${quote(`Array(${record.type})`)}), [JSONExtract(line, ${type})])`;
    return `SELECT file_id, found, tupleElement(found[1], ${quote(record.sign)}) != '' OR isValidJSON(line) AS is_json
      FROM (SELECT file_id, line, ${found} AS found FROM (${source}))`;
  }
  return `SELECT file_id, [JSONExtract(d, ${type})] AS found,
      is_valid AND (isValidJSON(d) OR position(d, ${quote(record.mark)}) = 0) AS is_json
    FROM (SELECT file_id, isValidJSON(line) AS is_valid, arrayJoin(${unwrapped('line', record)}) AS d FROM (${source}))`;
}

function unwrapped(line: string, record: WrappedRecord): string {
  let documents = `[${line}]`;
  for (let depth = 0; depth < depthMax; depth++) {
    documents = `arrayFlatten(arrayMap(d${depth} -> ${unwrap(`d${depth}`, record)}, ${documents}))`;
  }
  return documents;
}

function unwrap(document: string, { isRecord }: WrappedRecord): string {
  const branches = [
    `${isRecord(document)}, [${document}]`,
    `startsWith(${document}, '[') AND isValidJSON(${document}), JSONExtractArrayRaw(${document})`,
    ...lists.map(
      (key) => `JSONType(${document}, '${key}') = 'Array', JSONExtractArrayRaw(${document}, '${key}')`,
    ),
    ...singles.map((key) => `JSONHas(${document}, '${key}'), [${textOrRaw(document, key)}]`),
  ];
  return `multiIf(${branches.join(', ')}, [${document}])`;
}

function textOrRaw(document: string, key: string): string {
  return `if(JSONType(${document}, '${key}') = 'String', JSONExtractString(${document}, '${key}'), JSONExtractRaw(${document}, '${key}'))`;
}
