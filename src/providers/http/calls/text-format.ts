import { type Field, fieldOf } from './fields.ts';

/** How a line is taken apart: the groups of a regular expression, in order, and the field that each one is. */
export interface LineFormat {
  readonly pattern: string;
  readonly groups: readonly Field[];
  /** The column that holds the groups of its plain lines, where these are taken apart without the expression. */
  readonly plain?: 'plain_combined' | 'plain_envoy';
}

interface Part {
  readonly text: string;
  /** The field it tells; `undefined` for a variable that is passed over. */
  readonly variable?: Field | undefined;
}

/** `$name`, `${name}` · `%START_TIME%`, `%REQ(X?:Y):10%` · `%h`, `%>s`, `%{User-Agent}i` */
const variables =
  /\$\{(\w+)\}|\$(\w+)|%([A-Z][A-Z_0-9]{2,})(?:\(([^)]*)\))?(?::\d+)?%|%[<>]?(?:\{([^}]*)\})?(\^?[a-zA-Z])/g;

/**
 * Compiles a log format of nginx, Apache or Envoy into an expression for its lines. A value ends where the text begins that
 * follows it; between quotes, an escaped quote is part of it.
 * @returns undefined where the format does not tell method, path, status and time
 */
export function compileFormat(format: string): LineFormat | undefined {
  const parts = partsOf(format);
  const groups: Field[] = [];
  const body = parts.map((part, index) => {
    if (!('variable' in part)) return escaped(part.text);
    const value = valuePattern(part, parts[index - 1], parts[index + 1]);
    if (part.variable === undefined || groups.includes(part.variable)) return `(?:${value})`;
    groups.push(part.variable);
    return `(${value})`;
  });
  const tells = (...some: readonly Field[]): boolean => some.some((field) => groups.includes(field));
  const isEnough =
    tells('time') && tells('status') && (tells('request') || (tells('method') && tells('target', 'route')));
  return isEnough ? { pattern: `^${body.join('')}\\s*$`, groups } : undefined;
}

function partsOf(format: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of format.matchAll(variables)) {
    if (match.index > at) parts.push({ text: format.slice(at, match.index) });
    at = match.index + match[0].length;
    const [text, braced, plain, operator, argument, named, letter] = match;
    const variable =
      (braced ?? plain) !== undefined
        ? fieldOf(braced ?? plain ?? '')
        : operator !== undefined
          ? envoyField(operator, argument ?? '')
          : apacheField(letter ?? '', named);
    parts.push({ text, variable });
  }
  if (at < format.length) parts.push({ text: format.slice(at) });
  return parts;
}

function valuePattern(part: Part, before: Part | undefined, after: Part | undefined): string {
  // Apache writes the brackets around the time itself.
  if (part.text === '%t') return '\\[[^\\]]*\\]';
  if (/time_local/.test(part.text)) return '\\d{2}/\\w{3}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4}';
  if (after === undefined) return '.*';
  if ('variable' in after) return '\\S*?';
  const [end = ''] = after.text;
  if (end === '"' && before?.text.endsWith('"')) return '(?:[^"\\\\]|\\\\.)*';
  return `[^${/[\\\]^-]/.test(end) ? `\\${end}` : end}]*`;
}

const apacheLetters: Readonly<Record<string, Field>> = {
  h: 'address',
  a: 'address',
  u: 'consumer',
  t: 'time',
  r: 'request',
  m: 'method',
  U: 'target',
  s: 'status',
  L: 'id',
};

/** https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#formats */
function apacheField(letter: string, name: string | undefined): Field | undefined {
  if (name === undefined || letter === 'a' || letter === 's') return apacheLetters[letter];
  return ['i', 'e', 'n', 'x'].includes(letter) ? headerField(name) : undefined;
}

/** https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage */
function envoyField(operator: string, argument: string): Field | undefined {
  switch (operator) {
    case 'START_TIME':
      return 'time';
    case 'RESPONSE_CODE':
      return 'status';
    case 'RESPONSE_CODE_DETAILS':
      return 'detail';
    case 'DOWNSTREAM_REMOTE_ADDRESS':
    case 'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT':
      return 'address';
    case 'REQ':
      return argument.split('?').map(headerField)[0];
    case 'DYNAMIC_METADATA':
    case 'FILTER_STATE':
      return fieldOf(argument.split(':').at(-1) ?? '');
    default:
      return undefined;
  }
}

function headerField(name: string): Field | undefined {
  const lower = name.toLowerCase();
  return (
    fieldOf(lower) ?? fieldOf(`http_${lower.replaceAll('-', '_')}`) ?? fieldOf(lower.replaceAll('-', '_'))
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&').replaceAll(/\s+/g, '\\s+');
}
