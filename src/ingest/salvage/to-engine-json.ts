import type { ObjectScanner } from './object-scanner.ts';

/**
 * Gives a scanned object as one line that the engine reads. Valid JSON can hold what the engine refuses, and one such
 * field would cost its whole document: a number that no machine word holds becomes text, half a surrogate pair a
 * replacement character, and so do bytes that are no UTF-8; a control character becomes a space.
 */
export function toEngineJson(bytes: Buffer, scan: ObjectScanner): string {
  let text = '';
  let from = 0;
  for (const [start, end] of scan.wideNumbers) {
    text += `${bytes.toString('utf8', from, start)}"${bytes.toString('latin1', start, end)}"`;
    from = end;
  }
  text += bytes.toString('utf8', from);
  if (scan.hasSurrogates) text = text.replace(escapes, wholePairsOnly);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: These are what is looked for.
  return text.replace(/[\u0000-\u001f]+/g, ' ');
}

/** Every escape is matched, so that the backslash of `\\ud800` is not taken for the beginning of one. */
const escapes =
  /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)/gs;

function wholePairsOnly(found: string): string {
  return found.length === 6 ? '\\ufffd' : found;
}
