import { parse } from 'yaml';

/** Gives the value of a JSON or YAML text; undefined for a text that is neither, or that is made to swell. */
export function parseText(text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '');
  try {
    if (/^\s*[[{]/.test(plain)) return JSON.parse(plain);
  } catch {
    // Braces begin YAML too.
  }
  try {
    return parse(plain, { maxAliasCount: 100, logLevel: 'silent', prettyErrors: false });
  } catch {
    return undefined;
  }
}
