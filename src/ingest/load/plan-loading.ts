import { groupBy } from '../../model/group-by.ts';
import type { Provider } from '../../providers/provider.ts';
import type { InspectedFile } from '../inspect-file.ts';
import { bytesMaxOf } from '../salvage/salvage-file.ts';
import { verifyAll } from '../salvage/verify-packing.ts';
import { byDate } from './by-date.ts';

export interface CallFile {
  readonly file: InspectedFile;
  readonly envelope: string;
}

export interface Plan {
  /** Files that one statement loads, gathered into packs or as they lie. */
  readonly batches: readonly {
    readonly envelope: string;
    readonly files: readonly InspectedFile[];
    readonly isPacked: boolean;
  }[];
  /** What only this program can read, piece by piece. */
  readonly damaged: readonly InspectedFile[];
}

/** One statement takes so much at most, so that memory stays flat and a failure costs little. */
const batchBytesMax = 1024 ** 3;
const packedFilesMax = 20_000;
const packedBytesMax = 4 * 1024 * 1024;
const packedUnpackedBytesMax = 64 * 1024 * 1024;
const directFilesMax = 1000;
/** One document is read whole; a larger one is taken apart first. */
const documentBytesMax = 96 * 1024 * 1024;

/** Decides how each file is best loaded. Packed files that look cut or padded are unpacked once to be sure. */
export async function planLoading(files: readonly CallFile[], provider: Provider): Promise<Plan> {
  const doubtful = files
    .map(({ file }) => file)
    .filter((file) => file.packing === 'doubtful' && !isSuspect(file));
  const verdicts = await verifyAll(doubtful);
  const isLost = (file: InspectedFile): boolean =>
    file.packing === 'damaged' || verdicts.get(file) === 'damaged' || isSuspect(file);
  const kinds = groupBy(files, ({ file, envelope }) => {
    if (isLost(file)) return 'damaged';
    const isPacked = provider.calls.format === 'JSONAsString' && isPackable(file);
    return `${isPacked ? 'packed' : 'direct'} ${envelope}`;
  });
  const batches = [...kinds].flatMap(([kind, members]) => {
    const [{ envelope } = { envelope: '' }] = members;
    if (kind === 'damaged') return [];
    const isPacked = kind.startsWith('packed');
    const inTime = byDate(members, ({ file }) => file.path);
    const chunks = chunksOf(inTime, isPacked ? packedFilesMax : directFilesMax);
    return chunks.map((chunk) => ({ envelope, files: chunk, isPacked }));
  });
  return { batches, damaged: (kinds.get('damaged') ?? []).map(({ file }) => file) };
}

/** Not for the engine: no text it reads, a document too large to be held whole, or more than a log unpacks to. */
function isSuspect(file: InspectedFile): boolean {
  if (file.encoding !== 'utf-8' || typeof file.location !== 'string') return true;
  if (file.unpackedBytes > bytesMaxOf(file)) return true;
  return file.layout === 'document' && file.unpackedBytes > documentBytesMax;
}

/** Whether each line of it is a document of its own, and it is small enough to be copied. */
function isPackable({ layout, compression, isHeadAll, bytes, unpackedBytes }: InspectedFile): boolean {
  const isSeen = !['other', 'table', 'text'].includes(layout) && (isHeadAll || compression === 'gzip');
  return isSeen && bytes <= packedBytesMax && unpackedBytes <= packedUnpackedBytesMax;
}

function chunksOf(files: readonly CallFile[], filesMax: number): readonly (readonly InspectedFile[])[] {
  const chunks: InspectedFile[][] = [];
  let room = 0;
  for (const { file } of files) {
    const chunk = chunks.at(-1);
    if (chunk && chunk.length < filesMax && file.unpackedBytes <= room) {
      chunk.push(file);
      room -= file.unpackedBytes;
    } else {
      chunks.push([file]);
      room = batchBytesMax - file.unpackedBytes;
    }
  }
  return chunks;
}
