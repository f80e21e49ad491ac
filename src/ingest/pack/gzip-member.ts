/** Gives bytes as one gzip member that stores them as they are: gzip files may follow one another in one file. */
export function gzipMember(content: Buffer): Buffer {
  const blocks = Math.max(1, Math.ceil(content.length / blockBytesMax));
  const member = Buffer.allocUnsafe(head.length + blocks * 5 + content.length + 8);
  let at = head.copy(member);
  for (let block = 0; block < blocks; block++) {
    const stored = content.subarray(block * blockBytesMax, (block + 1) * blockBytesMax);
    at = member.writeUInt8(block === blocks - 1 ? 1 : 0, at);
    at = member.writeUInt16LE(stored.length, at);
    at = member.writeUInt16LE(~stored.length & 0xffff, at);
    at += stored.copy(member, at);
  }
  at = member.writeUInt32LE(crc32(content), at);
  member.writeUInt32LE(content.length >>> 0, at);
  return member;
}

/** https://www.rfc-editor.org/rfc/rfc1952: deflate, no flags, no time, unknown system. */
const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
const blockBytesMax = 0xffff;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(content: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of content) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
