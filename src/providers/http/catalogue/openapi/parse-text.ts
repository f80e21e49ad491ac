import { parse } from 'yaml';

/**
 * Gives the value of a JSON or YAML text; undefined for a text that is neither, or that is made to swell. What begins with a
 * brace must be JSON: read as YAML, a document that was cut off would pass for a whole one.
 */
export function parseText(text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '');
  try {
    if (/^\s*[[{]/.test(plain)) return JSON.parse(plain);
    return parse(plain, { maxAliasCount: 100, logLevel: 'silent', prettyErrors: false });
  } catch {
    return undefined;
  }
}
