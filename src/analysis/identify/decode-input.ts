/**
 * Gives pasted or piped bytes as text: UTF-8, or UTF-16 as Windows writes it. What is not seen on a screen is dropped:
 * marks of byte order, colours of a terminal, and the invisible characters that chats put between others.
 */
export function decodeInput(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes).replace(colour, '').replace(invisible, '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal’s escape sequences begin with one.
const colour = /\u001b\[[0-9;]{0,20}[A-Za-z]/g;
const invisible = /[\0\u00ad\p{Cf}]/gu;

/** Without a mark, every second byte of plain text in UTF-16 is zero. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 1000);
  const zerosAt = (odd: number) => head.filter((byte, index) => byte === 0 && index % 2 === odd).length;
  if (zerosAt(1) > head.length / 4) return 'utf-16le';
  return zerosAt(0) > head.length / 4 ? 'utf-16be' : 'utf-8';
}
