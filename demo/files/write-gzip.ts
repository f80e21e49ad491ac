import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';

const compressionLevel = 1;

/** Writes a gzip file that depends on its text alone: no time, no name, no operating system inside. */
export function writeGzip(path: string, text: string): Buffer {
  const bytes = gzipSync(text, { level: compressionLevel });
  // The tenth byte of a gzip header names the operating system; 255 stands for unknown (RFC 1952).
  bytes[9] = 255;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return bytes;
}
