import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** @typedef {{ inputs: string[], outputs: string[], fingerprint: string }} Stamp what a build was made from and what it made */

/**
 * Tells by size and time of change whether any input is another; `before` marks what changed during the build.
 * @param {readonly string[]} inputs
 * @param {number} [before]
 */
export function fingerprint(inputs, before = Number.POSITIVE_INFINITY) {
  const hash = createHash('sha256').update(process.version);
  for (const input of inputs) {
    const facts = statSync(join(root, input), { throwIfNoEntry: false });
    const changed = facts && facts.mtimeMs < before ? facts.mtimeMs : 'meanwhile';
    hash.update(`\0${input}\0${facts?.size}\0${changed}`);
  }
  return hash.digest('hex');
}

/**
 * Reads what the last build left; undefined where there was none.
 * @param {string} path
 * @returns {Stamp | undefined}
 */
export function readStamp(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
