import { TextDecoder } from 'node:util';

/** Gives what turns text with a UTF-16 mark into text; undefined for everything else, which is read as UTF-8. */
export function decoderFor(start: Uint8Array): TextDecoder | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le');
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be');
  return undefined;
}
