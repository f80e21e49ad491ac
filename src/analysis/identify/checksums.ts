import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Checksum } from '../../model/token-format.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base36 = '0123456789abcdefghijklmnopqrstuvwxyz';
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The last six characters are the CRC32 of what stands between the prefix and them.
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export const crc32Base62: Checksum = {
  name: 'CRC32 of the body, base62',
  holds(value) {
    const body = value.slice(value.indexOf('_') + 1);
    return inBase(base62, crc32(body.slice(0, -6)), 6) === body.slice(-6);
  },
};

/** The last seven characters are the CRC32 of everything before them. */
export const crc32Base36: Checksum = {
  name: 'CRC32, base36',
  holds: (value) => inBase(base36, crc32(value.slice(0, -7)), 7) === value.slice(-7),
};

/** The last eight characters are the CRC32 of everything before them. */
export const crc32Hex: Checksum = {
  name: 'CRC32, hexadecimal',
  holds: (value) =>
    inBase('0123456789ABCDEF', crc32(value.slice(0, -8)), 8) === value.slice(-8).toUpperCase(),
};

/** What follows the last underscore is the CRC32 of what stands before it, its lowest byte first. */
export const crc32HexLittleEndian: Checksum = {
  name: 'CRC32, hexadecimal, lowest byte first',
  holds(value) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(crc32(value.slice(0, -9)));
    return bytes.toString('hex') === value.slice(-8).toLowerCase();
  },
};

/** Eight characters of SHA-256, in base32, stand between the body and eight more of its own. */
export const sha256Base32: Checksum = {
  name: 'SHA-256 of the body, base32',
  holds(value) {
    const digest = createHash('sha256').update(value.slice(0, -16)).digest();
    let bits = 0n;
    for (const byte of digest.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
    let text = '';
    for (let shift = 35n; shift >= 0n; shift -= 5n) text += base32.charAt(Number((bits >> shift) & 31n));
    return text === value.slice(-16, -8);
  },
};

function inBase(letters: string, value: number, length: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = letters.charAt(rest % letters.length) + text;
    rest = Math.floor(rest / letters.length);
  }
  return text;
}
