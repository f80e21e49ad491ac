import { fromCloudLogging, isCloudLogging } from './cloud-logging.ts';
import { recordType } from './record.ts';

/** Wrappings met outside an event, outermost first tried: lists of events, then single ones. */
const lists = ['items', 'records', 'Records', 'logEvents', 'events', 'value', 'results', 'hits'] as const;
const singles = [
  ...[
    'audit',
    'kubernetes',
    'properties',
    'log',
    'event',
    'message',
    '@message',
    'Message',
    'original',
    '_raw',
    'raw',
  ],
  ...['input', 'body', 'data', 'hits', '_source', 'fields', 'value'],
] as const;

/** How often a wrapping may lie in a wrapping: a search’s answer around its hits around a shipper’s fields. */
const depthMax = 5;

/**
 * A SELECT of `(file_id, found, is_json)` over `source`: the events in each line as an array of {@link recordType}.
 * A document that holds no event gives one empty event, so that it is counted rather than lost.
 *
 * `envelope` says how events lie in the file. `bare`: one after the other, or a list of them, as the API server writes
 * them. `text`: the same after a time or a stream’s name. `list`: whole documents `{"items":[…]}` as it sends them. `any`: what clouds and collectors wrap around them,
 * also several in one file, unwrapped step by step.
 */
export function recordsIn(source: string, envelope: string): string {
  if (envelope === 'text')
    return recordsIn(`SELECT ${withoutPrefix} AS line, file_id FROM (${source})`, 'bare');
  if (envelope === 'bare') {
    // Of a short file the whole list is one line; of a long one the engine takes it apart.
    // What an event was read in is JSON, which to find out costs as much as reading it.
    const found = `if(startsWith(line, '['), JSONExtract(line, 'Array(${quotedType})'), [JSONExtract(line, '${quotedType}')])`;
    return `SELECT file_id, found, tupleElement(found[1], 'auditID') != '' OR isValidJSON(line) AS is_json
      FROM (SELECT file_id, line, ${found} AS found FROM (${source}))`;
  }
  if (envelope === 'list') {
    const items = `JSONExtract(line, 'items', 'Array(${quotedType})')`;
    return `SELECT file_id, if(empty(items), [JSONExtract('{}', '${quotedType}')], items) AS found,
      if(empty(items), isValidJSON(line), 1) AS is_json FROM (SELECT file_id, line, ${items} AS items FROM (${source}))`;
  }
  return `SELECT file_id, [JSONExtract(if(${isCloudLogging('d')}, ${fromCloudLogging('d')}, d), '${quotedType}')] AS found,
      is_valid AND (isValidJSON(d) OR position(d, '"auditID"') = 0) AS is_json
    FROM (SELECT file_id, isValidJSON(line) AS is_valid, arrayJoin(${unwrapped('line')}) AS d FROM (SELECT ${withoutPrefix} AS line, file_id FROM (${source})))`;
}

/** What CloudWatch Logs and container runtimes put before each line: a time, and where it came from. */
const withoutPrefix = `if(startsWith(line, '{') OR startsWith(line, '['), line, if(position(line, '{') > 0, substring(line, position(line, '{')), '{}'))`;

const quotedType = recordType.replaceAll("'", "\\'");

function unwrapped(line: string): string {
  let documents = `[${line}]`;
  for (let depth = 0; depth < depthMax; depth++) {
    documents = `arrayFlatten(arrayMap(d${depth} -> ${unwrap(`d${depth}`)}, ${documents}))`;
  }
  return documents;
}

function unwrap(document: string): string {
  const branches = [
    `${isEvent(document)} OR ${isCloudLogging(document)}, [${document}]`,
    `startsWith(${document}, '[') AND isValidJSON(${document}), JSONExtractArrayRaw(${document})`,
    ...lists.map(
      (key) => `JSONType(${document}, '${key}') = 'Array', JSONExtractArrayRaw(${document}, '${key}')`,
    ),
    ...singles.map((key) => `JSONHas(${document}, '${key}'), [${textOrRaw(document, key)}]`),
  ];
  return `multiIf(${branches.join(', ')}, [${document}])`;
}

function isEvent(document: string): string {
  return `JSONType(${document}, 'auditID') = 'String' OR (JSONHas(${document}, 'requestURI') AND JSONHas(${document}, 'verb'))`;
}

function textOrRaw(document: string, key: string): string {
  return `if(JSONType(${document}, '${key}') = 'String', JSONExtractString(${document}, '${key}'), JSONExtractRaw(${document}, '${key}'))`;
}
