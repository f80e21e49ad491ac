import { recordType } from './record.ts';

/** Wrappings met outside an event, outermost first tried: lists of events, then single ones. */
const lists = ['records', 'Records', 'events', 'value', 'items', 'hits'] as const;
const singles = [
  'result',
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
] as const;

/** How often a wrapping may lie in a wrapping. */
const depthMax = 4;

/**
 * A SELECT of `(file_id, found, is_json)` over `source`: the events in each line as an array of {@link recordType}.
 * A document that holds no event gives one empty event, so that it is counted rather than lost.
 *
 * `envelope` says how events lie in the file. `bare`: one after the other, or a list of them. `any`: what queries answer and
 * collectors wrap around them, also several in one file, unwrapped step by step.
 */
export function recordsIn(source: string, envelope: string): string {
  if (envelope === 'bare') {
    // Of a short file the whole list is one line; of a long one the engine takes it apart.
    return `SELECT file_id, if(startsWith(line, '['), JSONExtract(line, 'Array(${quotedType})'), [JSONExtract(line, '${quotedType}')]) AS found,
      isValidJSON(line) AS is_json FROM (${source})`;
  }
  return `SELECT file_id, [JSONExtract(d, '${quotedType}')] AS found,
      is_valid AND (isValidJSON(d) OR positionCaseInsensitive(d, '"event_type"') = 0) AS is_json
    FROM (SELECT file_id, isValidJSON(line) AS is_valid, arrayJoin(${unwrapped('line')}) AS d FROM (${source}))`;
}

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
    `${isEvent(document)}, [${document}]`,
    `startsWith(${document}, '[') AND isValidJSON(${document}), JSONExtractArrayRaw(${document})`,
    ...lists.map(
      (key) => `JSONType(${document}, '${key}') = 'Array', JSONExtractArrayRaw(${document}, '${key}')`,
    ),
    ...singles.map((key) => `JSONHas(${document}, '${key}'), [${textOrRaw(document, key)}]`),
  ];
  return `multiIf(${branches.join(', ')}, [${document}])`;
}

/** An event tells its type; a platform event has an identifier, and a record of a query its object. */
function isEvent(document: string): string {
  const types = ['EVENT_TYPE', 'event_type', 'EventType', 'EventIdentifier'];
  return [
    ...types.map((name) => `JSONType(${document}, '${name}') = 'String'`),
    `JSONType(${document}, 'attributes', 'type') = 'String'`,
  ].join(' OR ');
}

function textOrRaw(document: string, key: string): string {
  return `if(JSONType(${document}, '${key}') = 'String', JSONExtractString(${document}, '${key}'), JSONExtractRaw(${document}, '${key}'))`;
}
