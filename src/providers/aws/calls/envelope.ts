import { quote } from '../../shared/calls/sql-text.ts';
import { identityNames, recordType, topNames } from './record.ts';

/** Wrappings met outside a record, outermost first tried: lists of records, then single ones. */
const lists = ['Records', 'Events', 'logEvents', 'events', 'records', 'Items', 'items', 'hits'] as const;
const singles = [
  'detail',
  'eventJson',
  'CloudTrailEvent',
  'eventData',
  'message',
  'Message',
  '@message',
  'data',
  'input',
  'event',
  'hits',
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
    // What is carried as text may be anything; only what means to be a record is missed when it cannot be read.
    return `SELECT file_id, [JSONExtract(if(${isFlattened('d')}, ${restored('d')}, d), '${recordType}')] AS found,
      is_valid AND (isValidJSON(d) OR positionCaseInsensitive(d, '"eventName"') = 0) AS is_json
      FROM (SELECT file_id, isValidJSON(line) AS is_valid, arrayJoin(${unwrapped('line')}) AS d FROM (${source}))`;
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
    `startsWith(${document}, '[') AND isValidJSON(${document}), JSONExtractArrayRaw(${document})`,
    `JSONType(${document}, 'QueryResultRows') = 'Array', ${lakeRows(document)}`,
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
 * CloudTrail Lake gives a row as a list of one-field objects.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetQueryResults.html
 */
function lakeRows(document: string): string {
  const fields = `arrayMap(field -> substring(field, 2, length(field) - 2), JSONExtractArrayRaw(row))`;
  return `arrayMap(row -> concat('{', arrayStringConcat(${fields}, ','), '}'), JSONExtractArrayRaw(${document}, 'QueryResultRows'))`;
}

/** Tables keep a record’s structures as text (Lake) and its names in lower case (Athena). */
function isFlattened(document: string): string {
  return `JSONHas(${document}, 'eventname') OR JSONType(${document}, 'userIdentity') = 'String'`;
}

const structures = ['useridentity', 'requestparameters', 'responseelements', 'resources'];

/** The record as CloudTrail wrote it, from a row of a table. */
function restored(row: string): string {
  const name = `transform(lower(kv.1), [${list(topNames.map((top) => top.toLowerCase()))}], [${list(topNames)}], kv.1)`;
  const isText = `lower(kv.1) IN (${list(structures)}) AND startsWith(kv.2, '"')`;
  const value = `if(${isText}, ${structureIn('kv.2', `JSONExtractString(${row}, kv.1)`)}, kv.2)`;
  const field = `concat(toJSONString(${name}), ':', multiIf(
    lower(kv.1) = 'useridentity', ${renamed(value, identityNames)},
    lower(kv.1) = 'resources', ${renamed(value, ['ARN'])},
    ${value}))`;
  return `concat('{', arrayStringConcat(arrayMap(kv -> ${field}, JSONExtractKeysAndValuesRaw(${row})), ','), '}')`;
}

function renamed(json: string, names: readonly string[]): string {
  const pairs = names.map((name) => `('"${name.toLowerCase()}":', '"${name}":')`);
  return `arrayFold((text, pair) -> replaceAll(text, pair.1, pair.2), [${pairs.join(', ')}], ${json})`;
}

/** A structure that is carried as JSON text, or as `{key=value, …}` text; text that is neither stays text. */
function structureIn(raw: string, text: string): string {
  // Between its quotes the raw value is escaped already; its own quotes are out of the way meanwhile.
  const bare = `replaceAll(substring(${raw}, 2, length(${raw}) - 2), '\\\\"', char(1))`;
  const keyed = `replaceRegexpAll(${bare}, '([{,\\\\[] ?)([A-Za-z0-9_.-]+)=', '\\\\1"\\\\2":')`;
  const listed = `replaceRegexpAll(${keyed}, '":\\\\[([^"{}\\\\[\\\\]]*)\\\\]', '":["\\\\1"]')`;
  const quoted = `replaceRegexpAll(${listed}, '":([^"{}\\\\[][^"}]*)?(, "|\\\\})', '":"\\\\1"\\\\2')`;
  const json = `replaceAll(replaceAll(${quoted}, ':"null"', ':null'), char(1), '\\\\"')`;
  return `multiIf(isValidJSON(${text}), ${text}, isValidJSON(${json}), ${json}, ${raw})`;
}

function list(values: readonly string[]): string {
  return values.map(quote).join(', ');
}
