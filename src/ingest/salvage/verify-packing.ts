import type { InspectedFile } from '../inspect-file.ts';
import { inflateMembers } from './inflate-members.ts';
import { bytesMaxOf } from './salvage-file.ts';

/** Whether a file unpacks without damage and within reason, and then whether it is one line or several. */
export type PackingVerdict = 'line' | 'lines' | 'damaged';

const atOnce = 4;
const lineFeed = 0x0a;

/** Unpacks files to their end to tell which are damaged. Those that are not packed are taken for sound lines. */
export async function verifyAll(
  files: readonly InspectedFile[],
): Promise<ReadonlyMap<InspectedFile, PackingVerdict>> {
  const verdicts = new Map<InspectedFile, PackingVerdict>();
  const waiting = files.values();
  const work = async (): Promise<void> => {
    for (const file of waiting) verdicts.set(file, await verify(file));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return verdicts;
}

async function verify(file: InspectedFile): Promise<PackingVerdict> {
  if (file.compression !== 'gzip') return 'line';
  let [bytes, lines, isLineOpen] = [0, 0, false];
  try {
    for await (const part of inflateMembers(file.location)) {
      if (part.kind === 'damage') return 'damaged';
      bytes += part.bytes.length;
      if (bytes > bytesMaxOf(file)) return 'damaged';
      for (let at = 0; at < part.bytes.length && lines < 2; ) {
        const end = part.bytes.indexOf(lineFeed, at);
        if (
          !isLineOpen &&
          part.bytes
            .subarray(at, end < 0 ? undefined : end)
            .toString('latin1')
            .trim() !== ''
        ) {
          isLineOpen = true;
          lines++;
        }
        if (end < 0) break;
        isLineOpen = false;
        at = end + 1;
      }
    }
  } catch {
    return 'damaged';
  }
  return lines > 1 ? 'lines' : 'line';
}
