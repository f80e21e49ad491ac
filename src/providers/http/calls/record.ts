import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';
import { codeOf, type Field, fieldNames, fields, wrappings } from './fields.ts';
import { lineFormats } from './line-formats.ts';

/** How deep objects within a record are looked into. */
const depthMax = 3;

/** The columns that tell what a record says of its request: `t_time`, `t_method`, … */
export function recordColumns(envelope: string): Expressions {
  switch (envelope) {
    case 'text':
      return { ...textColumns('doc'), ...named(fromText) };
    case 'json':
      return {
        pairs: 'JSONExtractKeysAndValuesRaw(doc)',
        ...jsonColumns('pairs'),
        ...named(fromJson),
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
      };
  }
}

function named(expression: (field: Field) => string): Expressions {
  return Object.fromEntries(fieldNames.map((field) => [`t_${field}`, expression(field)]));
}

/** The groups of the first format that a line follows; a later one is tried only where none before it did. */
function textColumns(line: string): Expressions {
  const formats = lineFormats();
  const entries = formats.map(({ pattern }, index) => {
    const groups = `extractGroups(${line}, ${quote(pattern)})`;
    const before = formats.slice(0, index).map((_, earlier) => `empty(g_${earlier})`);
    return [
      `g_${index}`,
      before.length === 0 ? groups : `if(${before.join(' AND ')}, ${groups}, [])`,
    ] as const;
  });
  return Object.fromEntries(entries);
}

function fromText(field: Field): string {
  const branches = lineFormats().flatMap(({ groups }, index) => {
    const at = groups.indexOf(field);
    return at < 0 ? [] : [`notEmpty(g_${index}), g_${index}[${at + 1}]`];
  });
  return branches.length === 0 ? "''" : `multiIf(${branches.join(', ')}, '')`;
}

/** Names become numbers once, so that each field is found among numbers. */
function jsonColumns(pairs: string): Expressions {
  const names = fieldNames.flatMap((field) => fields[field].map((name) => [name, codeOf(field)] as const));
  const list = `[${names.map(([name]) => quote(name)).join(', ')}]`;
  const codes = `[${names.map(([, code]) => `toUInt8(${code})`).join(', ')}]`;
  return {
    codes: `arrayMap(pair -> transform(tupleElement(pair, 1), ${list}, ${codes}, toUInt8(0)), ${pairs})`,
    values: `arrayMap(pair -> tupleElement(pair, 2), ${pairs})`,
  };
}

/** Text comes without its quotes; objects and lists are no values. */
function fromJson(field: Field): string {
  const raw = `values[indexOf(codes, toUInt8(${codeOf(field)}))]`;
  return `multiIf(startsWith(${raw}, '"'), JSONExtractString(${raw}), match(${raw}, '^[-0-9tf]'), ${raw}, ${field === 'scopes' ? `arrayStringConcat(JSONExtract(${raw}, 'Array(String)'), ' ')` : "''"})`;
}

/** Members of objects by their path with dots; attributes of OpenTelemetry by their key. */
function flattened(): Expressions {
  const columns: Record<string, string> = {
    pairs_0: 'if(is_json, JSONExtractKeysAndValuesRaw(doc), [])',
  };
  for (let depth = 1; depth <= depthMax; depth++) {
    columns[`pairs_${depth}`] = `arrayFlatten(arrayMap(pair -> ${opened('pair')}, pairs_${depth - 1}))`;
  }
  return columns;
}

function opened(pair: string): string {
  const [name, raw] = [`tupleElement(${pair}, 1)`, `tupleElement(${pair}, 2)`];
  const prefix = `if(${name} IN (${wrappings.map(quote).join(', ')}), '', concat(${name}, '.'))`;
  const inner = (text: string): string =>
    `arrayMap(member -> (concat(${prefix}, tupleElement(member, 1)), tupleElement(member, 2)), JSONExtractKeysAndValuesRaw(${text}))`;
  const branches = [
    `startsWith(${raw}, '{'), ${inner(raw)}`,
    `${name} = 'attributes' AND startsWith(${raw}, '['), arrayMap(one -> (JSONExtractString(one, 'key'), tupleElement(JSONExtractKeysAndValuesRaw(one, 'value')[1], 2)), JSONExtractArrayRaw(${raw}))`,
    // Text that is JSON itself, under a name that only collectors give.
    `${name} IN ('message', 'log', '@message', '_raw') AND startsWith(${raw}, '"{'), ${inner(`JSONExtractString(${raw})`)}`,
  ];
  return `multiIf(${branches.join(', ')}, [${pair}])`;
}
