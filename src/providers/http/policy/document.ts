import { z } from 'zod';
import { httpCatalogue } from '../catalogue/index.ts';
import { scopesOf } from '../granted.ts';

const list = z.array(z.string().max(1000)).max(10_000);
const wrapped = z.union([
  z.looseObject({ scopes: list }).transform(({ scopes }) => scopes),
  z.looseObject({ scopes: z.string() }).transform(({ scopes }) => scopesOf(scopes)),
  z.looseObject({ scope: z.string() }).transform(({ scope }) => scopesOf(scope)),
]);

/**
 * Reads the scopes of a document: `{"scopes": […]}`, a list, or as OAuth writes them, with blanks. Undefined for anything
 * else.
 */
export function readScopes(document: unknown): readonly string[] | undefined {
  if (typeof document !== 'string') {
    const scopes = list.safeParse(document).data ?? wrapped.safeParse(document).data;
    return scopes && [...new Set(scopes)].sort();
  }
  const text = document.trim();
  if (!/^[[{]/.test(text))
    return /^[\x21-\x7E]+([ ,]+[\x21-\x7E]+)*$/.test(text) ? scopesOf(text) : undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? undefined : readScopes(value);
  } catch {
    return undefined;
  }
}

/** Whether a document lists scopes of which a loaded API knows some; a list of words alone may be anybody’s. */
export function isScopeDocument(document: unknown): boolean {
  return readScopes(document)?.some((scope) => httpCatalogue.find(scope) !== undefined) ?? false;
}
