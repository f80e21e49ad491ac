import type { FileHead, Recognised } from '../provider.ts';
import { readJsonPrefix } from '../shared/text/json-text.ts';
import { fieldOf, wrappings } from './calls/fields.ts';
import { recogniseInventory } from './inventory/index.ts';

/** A line with the request in quotes, or a method and a path of its own, and a status. */
const accessLine =
  /"[A-Z]{3,10} [^"]*( HTTP\/[0-9.]+)?" \d{3}\b|\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b["|,\s]+\S*\/\S*.*\b[1-5]\d\d\b/;
const errorLine = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[(debug|info|notice|warn|error|crit|alert|emerg)\]/;
const apacheErrorLine = /^\[\w{3} \w{3} \d\d \d\d:\d\d:\d\d(\.\d+)? \d{4}\] \[/;

/** Tells what a file of an API’s gateway is by its first characters, whatever its name. */
export function recognise({ text: head }: FileHead): Recognised | undefined {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  // A log of keys with their scopes has the fields of a list of keys, too.
  const inventory = recogniseInventory(text);
  const calls = inventory === 'openapi' ? undefined : recogniseCalls(text);
  if (calls?.kind === 'calls' || inventory === undefined) return calls;
  return { kind: 'inventory', envelope: inventory };
}

function recogniseCalls(text: string): Recognised | undefined {
  if (/^\{|^\[\s*[[{\]]/.test(text)) return recogniseJson(text);
  const lines = text.split('\n', 50);
  if (lines.some((line) => accessLine.test(line))) return { kind: 'calls', envelope: 'text' };
  if (errorLine.test(text) || apacheErrorLine.test(text))
    return {
      kind: 'ignored',
      reason: 'error log of a web server, which holds no calls: give its access log',
    };
  return undefined;
}

function recogniseJson(text: string): Recognised | undefined {
  if (/"resource(Spans|Logs)"\s*:\s*\[/.test(text)) return { kind: 'calls', envelope: 'any' };
  if (/^\{\s*"resourceMetrics"\s*:/.test(text))
    return { kind: 'ignored', reason: 'metrics of OpenTelemetry, which hold no calls' };
  if (/"class_uid"\s*:\s*\d/.test(text) && /"category_uid"|"metadata"/.test(text))
    return { kind: 'calls', envelope: 'any' };
  if (/^\{\s*"version"\s*:\s*\d+,\s*"nginx_version"/.test(text))
    return { kind: 'ignored', reason: 'status of nginx, which holds no calls' };
  const first = firstRecord(text);
  if (first === undefined) return undefined;
  const top = fieldsOf(Object.entries(first));
  if (isRequest(top) && !hasObjects(first)) return { kind: 'calls', envelope: 'json' };
  const deep = fieldsOf(membersOf(first, '', 3));
  return isRequest(deep) || carriesLine(membersOf(first, '', 3))
    ? { kind: 'calls', envelope: 'any' }
    : undefined;
}

function firstRecord(text: string): object | undefined {
  const value = readJsonPrefix(text);
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null ? first : undefined;
}

function fieldsOf(entries: readonly (readonly [string, unknown])[]): ReadonlySet<string | undefined> {
  return new Set(entries.map(([name]) => fieldOf(name)));
}

function isRequest(fields: ReadonlySet<string | undefined>): boolean {
  const isNamed =
    fields.has('request') || (fields.has('method') && (fields.has('target') || fields.has('route')));
  return isNamed && fields.has('status') && fields.has('time');
}

/** Members that logs name by path, as a request’s and a response’s. */
function hasObjects(record: object): boolean {
  return Object.values(record).some((value) => typeof value === 'object' && value !== null);
}

function membersOf(value: object, prefix: string, depth: number): readonly (readonly [string, unknown])[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const path = `${prefix}${name}`;
    if (typeof inner === 'string' && wrappings.includes(name) && inner.startsWith('{')) {
      const parsed = readJsonPrefix(inner);
      return typeof parsed === 'object' && parsed !== null ? membersOf(parsed, prefix, depth) : [];
    }
    if (typeof inner !== 'object' || inner === null || depth === 0) return [[path, inner] as const];
    const list: unknown = Array.isArray(inner) ? inner[0] : undefined;
    if (typeof list === 'object' && list !== null) return membersOf(list, '', depth - 1);
    return membersOf(inner, wrappings.includes(name) ? prefix : `${path}.`, depth - 1);
  });
}

/** A collector’s record may hold the line of a text log as it is. */
function carriesLine(members: readonly (readonly [string, unknown])[]): boolean {
  return members.some(
    ([name, value]) => fieldOf(name) === 'text' && typeof value === 'string' && accessLine.test(value),
  );
}
