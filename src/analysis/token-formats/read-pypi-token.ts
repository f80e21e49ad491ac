import type { TokenReading } from '../../model/token-format.ts';

/**
 * Reads a macaroon of the second binary form: fields of kind, length and bytes, the signature last.
 * https://github.com/rescrv/libmacaroons/blob/master/doc/format.txt
 */
export function readPypiToken(value: string): TokenReading | undefined {
  const bytes = Buffer.from(value.slice('pypi-'.length), 'base64url');
  const fields = fieldsOf(bytes);
  const location = fields.find(({ kind }) => kind === kinds.location)?.text;
  const [identifier, ...caveats] = fields.filter(({ kind }) => kind === kinds.identifier);
  if (location === undefined || identifier === undefined) return undefined;
  const isId = /^[0-9a-f-]{36}$/.test(identifier.text);
  return {
    ...(isId && { publicIds: [{ name: 'token id', value: identifier.text }] }),
    facts: [
      { name: 'site', value: location },
      ...caveats.map(({ text }) => ({ name: 'limited to', value: text })),
    ],
  };
}

const kinds = { end: 0, location: 1, identifier: 2, signature: 6 } as const;

interface Field {
  readonly kind: number;
  readonly text: string;
}

function fieldsOf(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 1;
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === kinds.end) {
      at += 1;
      continue;
    }
    if (kind === undefined || kind === kinds.signature) break;
    const length = lengthAt(bytes, at + 1);
    if (length === undefined) break;
    const from = at + 1 + length.bytes;
    fields.push({ kind, text: bytes.subarray(from, from + length.value).toString('utf8') });
    at = from + length.value;
  }
  return fields;
}

/** Seven bits a byte, the lowest first; a set highest bit says that more follow. */
function lengthAt(bytes: Buffer, at: number): { value: number; bytes: number } | undefined {
  const [low, high] = [bytes[at], bytes[at + 1]];
  if (low === undefined) return undefined;
  if (low < 0x80) return { value: low, bytes: 1 };
  return high === undefined || high >= 0x80 ? undefined : { value: (low & 0x7f) | (high << 7), bytes: 2 };
}
