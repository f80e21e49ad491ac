import { recordType } from './record.ts';

/** Wrappings met outside a record, outermost first tried: lists of records, then single ones. */
const lists = ['Records', 'Events', 'logEvents', 'events', 'records', 'Items', 'items', 'hits'] as const;
const singles = [
  'detail',
  'CloudTrailEvent',
  'eventData',
  'message',
  'Message',
  '@message',
  'data',
  'input',
  'event',
  '_source',
] as const;

/** How often a wrapping may lie in a wrapping: a fixture around a subscription around a message, and one to spare. */
const depthMax = 4;

/**
 * A SELECT of `(file_id, found, is_json)` over `source`: the records in each line as an array of {@link recordType}.
 * A document that holds no record gives one empty record, so that it is counted rather than lost.
 *
 * `envelope` says how records lie in the file. `records`: whole documents `{"Records":[…]}` as S3 delivers them, read
 * in one step. `bare`: one record after the other, or a list of them, likewise. `any`: every other wrapping, also
 * several in one file, unwrapped step by step.
 */
export function recordsIn(source: string, envelope: string): string {
  if (envelope === 'any') {
    return `SELECT file_id, arrayMap(d -> JSONExtractCaseInsensitive(d, '${recordType}'), ${unwrapped('line')}) AS found,
      isValidJSON(line) AS is_json FROM (${source})`;
  }
  if (envelope === 'bare') {
    return `SELECT file_id, [JSONExtract(line, '${recordType}')] AS found, 1 AS is_json FROM (${source})`;
  }
  const records = `JSONExtract(line, 'Records', 'Array(${recordType})')`;
  return `SELECT file_id, if(empty(records), [JSONExtract('{}', '${recordType}')], records) AS found,
    if(empty(records), isValidJSON(line), 1) AS is_json FROM (SELECT file_id, line, ${records} AS records FROM (${source}))`;
}

function unwrapped(line: string): string {
  let documents = `[${line}]`;
  for (let depth = 0; depth < depthMax; depth++) {
    documents = `arrayFlatten(arrayMap(d${depth} -> ${unwrap(`d${depth}`)}, ${documents}))`;
  }
  return documents;
}

function unwrap(document: string): string {
  const branches = [
    `${isRecord(document)}, [${document}]`,
    `startsWith(${document}, '['), JSONExtractArrayRaw(${document})`,
    `JSONHas(${document}, 'QueryResultRows'), ${lakeRows(document)}`,
    ...lists.map(
      (key) => `JSONType(${document}, '${key}') = 'Array', JSONExtractArrayRaw(${document}, '${key}')`,
    ),
    ...singles.map((key) => `JSONHas(${document}, '${key}'), [${textOrRaw(document, key)}]`),
  ];
  return `multiIf(${branches.join(', ')}, [${document}])`;
}

/** A record names its operation and the service; an Insight record has neither at its top, but a version. */
function isRecord(document: string): string {
  return `((JSONHas(${document}, 'eventName') OR JSONHas(${document}, 'eventname')) AND
    (JSONHas(${document}, 'eventSource') OR JSONHas(${document}, 'eventsource')))
    OR JSONHas(${document}, 'eventVersion') OR JSONHas(${document}, 'eventversion')`;
}

function textOrRaw(document: string, key: string): string {
  return `if(JSONType(${document}, '${key}') = 'String', JSONExtractString(${document}, '${key}'), JSONExtractRaw(${document}, '${key}'))`;
}

/**
 * CloudTrail Lake gives a row as a list of one-field objects, and nested columns as `{key=value, …}` text.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetQueryResults.html
 */
function lakeRows(document: string): string {
  const fields = `arrayMap(field -> substring(field, 2, length(field) - 2), JSONExtractArrayRaw(row))`;
  const joined = `concat('{', arrayStringConcat(${fields}, ','), '}')`;
  return `arrayMap(row -> ${nestedTextToJson(joined)}, JSONExtractArrayRaw(${document}, 'QueryResultRows'))`;
}

function nestedTextToJson(row: string): string {
  // Only a value that is itself `"{…=…}"` is rewritten; ordinary text keeps its quotes.
  const opened = `replaceRegexpAll(${row}, '"\\\\{([A-Za-z]+=[^"]*)\\\\}"', '{\\\\1}')`;
  const keyed = `replaceRegexpAll(${opened}, '([{,] ?)([A-Za-z]+)=', '\\\\1"\\\\2":')`;
  return `replaceRegexpAll(${keyed}, '":([^"{\\\\[,}][^,}]*)([,}])', '":"\\\\1"\\\\2')`;
}
