import type { Api, ApiOperation } from './api.ts';

/** The name of an operation: its method and its path below the first server’s, `GET /v1/orders/{orderId}`. */
export function routeName({ bases }: Pick<Api, 'bases'>, { method, path }: ApiOperation): string {
  return `${method} ${bases[0] ?? ''}${path}`;
}

/**
 * A regular expression, as both the engine and JavaScript read it, that every request of an operation fulfils:
 * `^(?:GET|HEAD) (?:/v1)?/orders/[^/]+/?$`. A gateway may strip what servers put before the path.
 */
export function routePattern({ bases, operations }: Api, { method, path }: ApiOperation): string {
  const hasHead = operations.some((other) => other.method === 'HEAD' && other.path === path);
  const verb = method === 'GET' && !hasHead ? '(?:GET|HEAD)' : escaped(method);
  const prefixes = bases.filter((base) => base !== '').map(escaped);
  const base = prefixes.length === 0 ? '' : `(?:${prefixes.join('|')})?`;
  return `^${verb} ${base}${pathPattern(path.replace(/\/+$/, ''))}/?$`;
}

/**
 * What requests of an operation look like, each parameter as `{}`; undefined where a parameter is less or more than one
 * segment, so that only {@link routePattern} can say it.
 */
export function routeForms(
  { bases, operations }: Api,
  { method, path }: ApiOperation,
): readonly string[] | undefined {
  const segments = path.replace(/\/+$/, '').split('/');
  if (segments.some((segment) => /[{}]/.test(segment) && (!/^\{[^{}]+\}$/.test(segment) || isOpen(segment))))
    return undefined;
  const form = segments.map((segment) => (segment.startsWith('{') ? '{}' : segment)).join('/');
  const hasHead = operations.some((other) => other.method === 'HEAD' && other.path === path);
  const verbs = method === 'GET' && !hasHead ? ['GET', 'HEAD'] : [method];
  const paths = new Set(['', ...bases].map((base) => `${base}${form}`));
  return verbs.flatMap((verb) => [...paths].map((each) => `${verb} ${each}`));
}

/** INVARIANT: no request has this form, since methods are upper case. */
export const idFormStart = 'operation ';

/** Stands among the forms of an operation for logs that name it as its document does. */
export function idForm(id: string): string {
  return `${idFormStart}${id}`;
}

function pathPattern(path: string): string {
  const parts = path.split(/(\{[^{}/]*\})/);
  return parts
    .map((part) => {
      if (!/^\{[^{}/]*\}$/.test(part)) return escaped(part);
      return isOpen(part) ? '.+' : '[^/]+';
    })
    .join('');
}

/** API Gateway and several frameworks mark parameters so that hold slashes. */
function isOpen(parameter: string): boolean {
  return /[+*]\}$|^\{\*/.test(parameter);
}

/**
 * Orders patterns so that of several that a path fulfils the first is the most specific: segment by segment, a fixed one
 * before one that varies in part, before a parameter, before a parameter that holds slashes.
 */
export function routeRank(name: string): string {
  const path = name.slice(name.indexOf(' ') + 1).replace(/\/+$/, '');
  return path
    .split('/')
    .map((segment) => {
      if (!/\{[^{}]*\}/.test(segment)) return '0';
      if (/\{[^{}]*[+*]\}|\{\*/.test(segment)) return '3';
      return /^\{[^{}]*\}$/.test(segment) ? '2' : '1';
    })
    .join('');
}

/** A path as routes are compared with it: without query, decoded once, and without breaking up at an encoded slash. */
export function plainPath(target: string): string {
  const path = target.replace(/^[A-Za-z][A-Za-z+.-]*:\/\/[^/?#]*/, '').replace(/[?#].*$/, '');
  const kept = path.replaceAll(/%2F/gi, '%252F');
  try {
    return decodeURIComponent(kept);
  } catch {
    return path;
  }
}

/** Of what both dialects of regular expressions know as special, and of nothing else. */
function escaped(text: string): string {
  return text.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
