import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';
import { codeOf, type Field, fieldNames, fields, wrappings } from './fields.ts';
import { lineFormats } from './line-formats.ts';
import { plainLine } from './plain-line.ts';

/** How deep objects within a record are looked into. */
const depthMax = 3;

/** The columns that tell what a record says of its request: `t_time`, `t_method`, … */
export function recordColumns(envelope: string): Expressions {
  switch (envelope) {
    case 'text':
      return { ...textColumns('doc'), ...named(fromText), is_broken: isBroken() };
    case 'json':
      return {
        pairs: read('JSONExtractKeysAndValuesRaw(doc)'),
        ...jsonColumns('pairs'),
        ...named(fromJson),
        is_broken: isBroken('pairs'),
      };
    default:
      return {
        is_json: "startsWith(doc, '{')",
        ...flattened(),
        ...jsonColumns(`pairs_${depthMax}`),
        j_text: fromJson('text'),
        // A collector’s record that tells no request may carry the line that does.
        text_line: "if(is_json, if(has(codes, REQUEST) OR has(codes, METHOD), '', j_text), doc)"
          .replace('REQUEST', String(codeOf('request')))
          .replace('METHOD', String(codeOf('method'))),
        ...textColumns('text_line'),
        ...named((field) => `if(text_line = '', ${fromJson(field)}, ${fromText(field)})`),
        is_broken: isBroken('pairs_0'),
      };
  }
}

/** Whether it looks like JSON and is none; what members were read of is. */
function isBroken(pairs?: string): string {
  return ["startsWith(doc, '{')", ...(pairs ? [`empty(${pairs})`] : []), 'NOT isValidJSON(doc)'].join(
    ' AND ',
  );
}

function named(expression: (field: Field) => string): Expressions {
  return Object.fromEntries(fieldNames.map((field) => [`t_${field}`, expression(field)]));
}

/** The groups of the first format that a line follows; a later one is tried only where none before it did. */
function textColumns(line: string): Expressions {
  const formats = lineFormats();
  const entries = formats.map(({ pattern, plain }, index) => {
    const read = `extractGroups(${line}, ${quote(pattern)})`;
    // What is not plain is mostly of another format, which is told ten times as fast without the groups.
    const groups = plain
      ? `multiIf(notEmpty(${plain}), ${plain}, match(${line}, ${quote(pattern)}), ${read}, [])`
      : read;
    const before = formats.slice(0, index).map((_, earlier) => `empty(g_${earlier})`);
    return [`g_${index}`, `if(${[`${line} != ''`, ...before].join(' AND ')}, ${groups}, [])`] as const;
  });
  return { ...plainLine(line), ...Object.fromEntries(entries) };
}

function fromText(field: Field): string {
  const branches = lineFormats().flatMap(({ groups }, index) => {
    const at = groups.indexOf(field);
    return at < 0 ? [] : [`notEmpty(g_${index}), g_${index}[${at + 1}]`];
  });
  return branches.length === 0 ? "''" : `multiIf(${branches.join(', ')}, '')`;
}

/**
 * Names become numbers once, so that each field is found among numbers; and values become text once, without quotes. Objects
 * and lists are no values, but for a list of scopes.
 */
function jsonColumns(pairs: string): Expressions {
  const list = `[${namedFields.map(([name]) => quote(name)).join(', ')}]`;
  const codes = `[${namedFields.map(([, field]) => `toUInt8(${codeOf(field)})`).join(', ')}]`;
  const raw = 'tupleElement(pair, 2)';
  return {
    codes: `arrayMap(pair -> transform(tupleElement(pair, 1), ${list}, ${codes}, toUInt8(0)), ${pairs})`,
    values: `arrayMap((pair, code) -> multiIf(
        startsWith(${raw}, '"'), if(position(${raw}, '\\\\') = 0, substring(${raw}, 2, length(${raw}) - 2), JSONExtractString(${raw})),
        match(${raw}, '^[-0-9tf]'), ${raw},
        code = ${codeOf('scopes')}, arrayStringConcat(JSONExtract(${raw}, 'Array(String)'), ' '),
        ''), ${pairs}, codes)`,
  };
}

function fromJson(field: Field): string {
  const first = `values[indexOf(codes, toUInt8(${codeOf(field)}))]`;
  if (field !== 'status') return first;
  // Records of OCSF put a word before the number: `Failure`, then 403.
  const number = `arrayFirst((value, code) -> code = ${codeOf(field)} AND match(value, '^[1-5][0-9]{2}$'), values, codes)`;
  return `if(match(${first}, '^[A-Za-z]') AND ${number} != '', ${number}, ${first})`;
}

/**
 * Members of objects by their path with dots; attributes of OpenTelemetry by their key. What is neither a field nor leads to one
 * is left out at each step, before it is copied and taken apart for nothing.
 */
function flattened(): Expressions {
  const columns: Record<string, string> = {
    pairs_0: `if(is_json, ${read('JSONExtractKeysAndValuesRaw(doc)')}, [])`,
  };
  for (let depth = 1; depth <= depthMax; depth++) {
    const outer = `pairs_${depth - 1}`;
    columns[`pairs_${depth}`] =
      `if(arrayExists(pair -> ${isOpened('pair')}, ${outer}), ${read(`arrayFlatten(arrayMap(pair -> ${opened('pair')}, ${outer}))`)}, ${outer})`;
  }
  return columns;
}

const namedFields = fieldNames.flatMap((field) => fields[field].map((name) => [name, field] as const));

/** The members of an OpenTelemetry record’s body, as a list like that of its attributes. */
const bodyMembers = 'body.kvlistValue.values';

/** Names of objects that may hold fields. */
const openNames: readonly string[] = [
  ...new Set([
    ...namedFields.flatMap(([name]) => prefixesOf(name)),
    ...wrappings,
    'body.kvlistValue',
    bodyMembers,
  ]),
];

const readNames: readonly string[] = [...new Set([...namedFields.map(([name]) => name), ...openNames])];

function prefixesOf(name: string): readonly string[] {
  const parts = name.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

function listed(names: readonly string[]): string {
  return names.map(quote).join(', ');
}

function read(pairs: string): string {
  return `arrayFilter(pair -> tupleElement(pair, 1) IN (${listed(readNames)}), ${pairs})`;
}

function opened(pair: string): string {
  const [name, raw] = [`tupleElement(${pair}, 1)`, `tupleElement(${pair}, 2)`];
  const prefix = `if(${name} IN (${listed(wrappings)}), '', concat(${name}, '.'))`;
  const inner = (text: string): string =>
    `arrayMap(member -> (concat(${prefix}, tupleElement(member, 1)), tupleElement(member, 2)), JSONExtractKeysAndValuesRaw(${text}))`;
  const { isObject, isAttributes, isText } = openings(pair);
  const branches = [
    `${isObject}, if(${name} IN (${listed(openNames)}), ${inner(raw)}, [])`,
    `${isAttributes}, arrayMap(one -> (JSONExtractString(one, 'key'), tupleElement(JSONExtractKeysAndValuesRaw(one, 'value')[1], 2)), JSONExtractArrayRaw(${raw}))`,
    `${isText}, ${inner(`JSONExtractString(${raw})`)}`,
  ];
  return `multiIf(${branches.join(', ')}, [${pair}])`;
}

function isOpened(pair: string): string {
  return Object.values(openings(pair)).join(' OR ');
}

function openings(pair: string): Readonly<Record<'isObject' | 'isAttributes' | 'isText', string>> {
  const [name, raw] = [`tupleElement(${pair}, 1)`, `tupleElement(${pair}, 2)`];
  return {
    isObject: `startsWith(${raw}, '{')`,
    isAttributes: `(${name} IN ('attributes', ${quote(bodyMembers)}) AND startsWith(${raw}, '['))`,
    // Text that is JSON itself, under a name that only collectors give.
    isText: `(${name} IN ('message', 'log', '@message', '_raw', 'body.stringValue') AND startsWith(${raw}, '"{'))`,
  };
}
