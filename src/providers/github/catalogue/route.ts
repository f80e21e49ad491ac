import { lazy, readRows } from '../../shared/catalogue/catalogue-file.ts';

/** What stands for a part that varies, in any spelling of the templates: `{owner}`, `:owner`, `?*`. */
export const placeholder = '\\{[^}/]*\\}|:[A-Za-z_]+|\\?\\*';

/** Paths by number that mean the same as paths by name. */
export const numberedRoots = [
  ['/repositories/{}', '/repos/{}/{}'],
  ['/organizations/{}', '/orgs/{}'],
] as const;

/** A route as it is compared: `GET /repos/{}/{}/pulls`, however the template names what varies. */
export function routeKey(name: string): string {
  const plain = name.replaceAll(new RegExp(placeholder, 'g'), '{}').replace(/\/$/, '');
  return numberedRoots.reduce(
    (key, [numbered, named]) => key.replace(new RegExp(` ${escaped(numbered)}(?=/|$)`), ` ${named}`),
    plain,
  );
}

interface Template {
  readonly name: string;
  readonly segments: readonly string[];
  readonly literals: number;
}

const templates = lazy(() => {
  const found = new Map<string, Template[]>();
  for (const [source, name = ''] of readRows('github', 'operations.tsv')) {
    if (source !== 'rest') continue;
    const [method = '', path = ''] = name.split(' ');
    const segments = path.split('/').slice(1);
    const literals = segments.filter((segment) => !isParameter(segment)).length;
    found.set(method, [...(found.get(method) ?? []), { name, segments, literals }]);
  }
  for (const list of found.values()) list.sort((a, b) => b.literals - a.literals);
  return found;
});

/** The template that a request’s path follows, `GET /repos/octo/web/pulls` → `GET /repos/{owner}/{repo}/pulls`. */
export function templateOf(method: string, path: string): string | undefined {
  const segments = path
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
    .split('/')
    .slice(1);
  return templates()
    .get(method)
    ?.find((template) => follows(segments, template.segments))?.name;
}

function follows(segments: readonly string[], template: readonly string[]): boolean {
  const last = template.at(-1) ?? '';
  const isOpen = openParameters.has(last) && segments.length > template.length;
  if (segments.length !== template.length && !isOpen) return false;
  return template.every((part, index) =>
    isParameter(part) ? segments[index] !== '' : part === segments[index],
  );
}

/** Parameters whose values may hold slashes. */
const openParameters = new Set(['{path}', '{ref}', '{basehead}', '{branch}']);

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

function escaped(text: string): string {
  return text.replaceAll(/[{}]/g, '\\$&');
}
