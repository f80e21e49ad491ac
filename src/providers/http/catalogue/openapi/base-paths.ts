import type { OpenApiDocument, Server } from './document.ts';

/** So many combinations of variables are tried of one server. */
const combinationsMax = 32;

/** Gives the paths that servers put before every path, in their order; `['']` where they put none. */
export function basePaths({ servers, basePath }: Pick<OpenApiDocument, 'servers' | 'basePath'>): string[] {
  const urls = servers?.flatMap(urlsOf) ?? [basePath ?? ''];
  const paths = [...new Set(urls.map(pathOf))];
  return paths.length === 0 ? [''] : paths;
}

/** A variable stands for its values, the default first. */
function urlsOf({ url, variables = {} }: Server): readonly string[] {
  let urls = [url];
  for (const [name, variable] of Object.entries(variables)) {
    const values = [...new Set([variable.default ?? '', ...(variable.enum ?? [])])];
    urls = urls.flatMap((one) =>
      one.includes(`{${name}}`) ? values.map((value) => one.replaceAll(`{${name}}`, value)) : [one],
    );
    if (urls.length > combinationsMax) urls = urls.slice(0, combinationsMax);
  }
  return urls;
}

function pathOf(url: string): string {
  const path = url.replace(/^[A-Za-z][A-Za-z+.-]*:\/\/[^/]*/, '').replace(/^\/\/[^/]*/, '');
  const plain = path.replace(/[?#].*$/, '').replace(/\/+$/, '');
  return plain === '' || plain.startsWith('/') ? plain : `/${plain}`;
}
