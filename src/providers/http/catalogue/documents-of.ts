import type { CatalogueDocument, InventoryFile } from '../../provider.ts';
import type { Api, LogFormat } from './api.ts';
import { readLogFormats } from './log-formats.ts';
import { readApi } from './openapi/read-api.ts';

/** What OpenAPI documents and configurations of web servers among files tell, as the store remembers it. */
export function documentsOf(
  files: readonly InventoryFile[],
  observedAtDefault: number,
): readonly CatalogueDocument[] {
  const apis = new Map<string, { readonly api: Api; readonly observedAt: number }>();
  const formats: CatalogueDocument[] = [];
  for (const { text, observedAt = observedAtDefault } of files) {
    for (const format of readLogFormats(text))
      formats.push(documentOf(`log-format/${format.name}`, format, observedAt));
    const read = isMaybeApi(text) ? readApi(text) : undefined;
    if (read === undefined || 'problem' in read) continue;
    const before = apis.get(read.api.id);
    apis.set(read.api.id, {
      api: before === undefined ? read.api : joined(before.api, read.api),
      observedAt: Math.max(observedAt, before?.observedAt ?? 0),
    });
  }
  return [
    ...[...apis.values()].map(({ api, observedAt }) => documentOf(`api/${api.id}`, api, observedAt)),
    ...formats,
  ];
}

/** Looks for the one word that every such document holds, before the whole is parsed. */
export function isMaybeApi(text: string): boolean {
  return /(^|[\s{,"'])(openapi|swagger)["']?\s*:/.test(text);
}

function documentOf(id: string, value: Api | LogFormat, observedAt: number): CatalogueDocument {
  return { id, text: JSON.stringify(value), observedAt };
}

/** Parts of one API that are described in several files. */
function joined(one: Api, other: Api): Api {
  const keyOf = ({ method, path }: Api['operations'][number]): string => `${method} ${path}`;
  const operations = new Map([...one.operations, ...other.operations].map((each) => [keyOf(each), each]));
  return {
    ...one,
    bases: [...new Set([...one.bases, ...other.bases])],
    operations: [...operations.values()],
    scopes: [...new Set([...one.scopes, ...other.scopes])].sort(),
  };
}
