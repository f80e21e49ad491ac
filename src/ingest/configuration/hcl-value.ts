import { expressionEnd, hereDocument, isTemplate, skipBlanks, stringEnd, templateEnd } from './hcl-extent.ts';

/** What an expression may name: variables and locals, by `var.NAME` and `local.NAME`, as they are written. */
export type HclNames = ReadonlyMap<string, string>;

/** How many values one expression may come to, and how often names may lead to names. */
const valuesMax = 100_000;
const depthMax = 60;

/**
 * Works an expression out as far as files tell. What they do not tell (a resource of another one, a condition, a loop) stays as
 * text in the form of a template: `${aws_iam_role.ci.arn}`.
 */
export function hclValue(expression: string, names: HclNames): unknown {
  return new Evaluation(names).value(expression.trim(), 0);
}

class Evaluation {
  readonly #names: HclNames;
  #left = valuesMax;

  constructor(names: HclNames) {
    this.#names = names;
  }

  value(text: string, depth: number): unknown {
    if (depth > depthMax || this.#left-- <= 0) return unknown(text);
    const [first = ''] = text;
    if (first === '"' && stringEnd(text, 0) === text.length)
      return this.#template(text.slice(1, -1), depth, true);
    if (first === '[' && closes(text)) return this.#list(text, depth);
    if (first === '{' && closes(text)) return this.#object(text, depth);
    const document = text.startsWith('<<') ? hereDocument(text, 0) : undefined;
    if (document?.end === text.length) return this.#template(document.body, depth, false);
    if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === 'null') return null;
    const [, called] = /^([a-z_]\w*)\(/.exec(text) ?? [];
    if (called !== undefined && closes(text.slice(called.length))) {
      const known = this.#call(called, itemsOf(text.slice(called.length + 1, -1)), depth);
      return known === undefined ? unknown(text) : known.value;
    }
    const named = this.#names.get(text);
    return named === undefined ? unknown(text) : this.value(named, depth + 1);
  }

  /** A string that is one template alone is what the template is, not text. */
  #template(text: string, depth: number, hasEscapes: boolean): unknown {
    const parts: unknown[] = [];
    let plain = '';
    for (let at = 0; at < text.length; ) {
      if (isTemplate(text, at)) {
        const end = templateEnd(text, at);
        if (plain !== '') parts.push(plain);
        plain = '';
        const inner = text
          .slice(at + 2, end - 1)
          .replace(/^~|~$/g, '')
          .trim();
        parts.push(text[at] === '%' ? unknown(inner) : this.value(inner, depth + 1));
        at = end;
      } else if (hasEscapes && text[at] === '\\') {
        plain += escapes.get(text[at + 1] ?? '') ?? text[at + 1] ?? '';
        at += 2;
      } else if (text.startsWith('$${', at) || text.startsWith('%%{', at)) {
        plain += text.slice(at + 1, at + 3);
        at += 3;
      } else plain += text[at++];
    }
    if (plain !== '' || parts.length === 0) parts.push(plain);
    return parts.length === 1 ? parts[0] : parts.map(asText).join('');
  }

  #list(text: string, depth: number): unknown {
    if (/^\[\s*for\s/.test(text)) return unknown(text);
    return itemsOf(text.slice(1, -1)).map((item) => this.value(item, depth + 1));
  }

  #object(text: string, depth: number): unknown {
    if (/^\{\s*for\s/.test(text)) return unknown(text);
    const entries: [string, unknown][] = [];
    const inner = text.slice(1, -1);
    for (let at = skipBlanks(inner, 0, true); at < inner.length; ) {
      const keyEnd =
        inner[at] === '"' ? stringEnd(inner, at) : at + (/^[^\s=:]+/.exec(inner.slice(at))?.[0].length ?? 1);
      const key = inner.slice(at, keyEnd);
      at = skipBlanks(inner, keyEnd, true) + 1;
      const from = skipBlanks(inner, at, true);
      const end = expressionEnd(inner, from);
      const name = key.startsWith('"') ? this.#template(key.slice(1, -1), depth, true) : key;
      entries.push([asText(name), this.value(inner.slice(from, end).trim(), depth + 1)]);
      at = skipBlanks(inner, end, true);
      while (inner[at] === ',') at = skipBlanks(inner, at + 1, true);
      if (end <= keyEnd) return unknown(text);
    }
    return Object.fromEntries(entries);
  }

  /** Functions that only put together what is there. */
  #call(name: string, args: readonly string[], depth: number): { readonly value: unknown } | undefined {
    const values = () => args.map((arg) => this.value(arg, depth + 1));
    switch (name) {
      case 'jsonencode':
      case 'yamlencode':
      case 'tolist':
      case 'toset':
      case 'sensitive':
      case 'nonsensitive':
      case 'tostring':
        return { value: values()[0] };
      case 'concat':
      case 'setunion':
        return { value: values().flat() };
      case 'merge': {
        const objects = values().filter((value) => typeof value === 'object' && value !== null);
        return objects.length === args.length ? { value: Object.assign({}, ...objects) } : undefined;
      }
      case 'flatten':
        return { value: values().flat(3) };
      case 'compact':
        return { value: values().flat() };
      case 'join': {
        const [glue, list] = values();
        return Array.isArray(list) ? { value: list.map(asText).join(asText(glue)) } : undefined;
      }
      case 'format':
        return { value: formatted(values()) };
      default:
        return undefined;
    }
  }
}

const escapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function formatted([pattern, ...rest]: readonly unknown[]): string {
  const left = [...rest];
  return asText(pattern).replace(/%[sdv]/g, () => asText(left.shift() ?? ''));
}

/** An expression that files do not tell, as text. */
function unknown(expression: string): string {
  return `\${${expression}}`;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether the bracket at the beginning is closed by the end and not before. */
function closes(text: string): boolean {
  return expressionEnd(text, 1) === text.length - 1 || endOfMany(text) === text.length - 1;
}

/** Where the bracket that a text begins with is closed, over commas and lines. */
function endOfMany(text: string): number {
  let at = 1;
  for (;;) {
    at = skipBlanks(text, expressionEnd(text, at), true);
    if (at >= text.length || ')]}'.includes(text[at] ?? '')) return at;
    if (text[at] === ',') at++;
  }
}

function itemsOf(inner: string): readonly string[] {
  const items: string[] = [];
  for (let at = skipBlanks(inner, 0, true); at < inner.length; ) {
    const end = expressionEnd(inner, at);
    const item = inner.slice(at, end).trim();
    if (item !== '') items.push(item);
    at = skipBlanks(inner, end, true);
    if (at < inner.length && (inner[at] === ',' || at === end)) at++;
    at = skipBlanks(inner, at, true);
  }
  return items;
}
