import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { writeGzip } from '../files/write-gzip.ts';
import { DAY, dayPath, HOUR, isoSeconds, type TimeWindow } from '../time.ts';
import { logBucket } from './accounts.ts';
import type { DeliveredFile, Stream } from './delivery.ts';

/** Digests are only kept this long, so that they stay few. */
const keptMs = DAY;
const trailName = 'meridian-org-trail';

/** Writes the hourly digest files that let a reader prove that no log file was changed or lost. */
export class Digests {
  readonly #directory: string;
  readonly #window: TimeWindow;
  readonly #pending = new Map<Stream, DeliveredFile[]>();
  readonly #previous = new Map<Stream, { path: string; hash: string }>();
  #files = 0;

  constructor(directory: string, window: TimeWindow) {
    this.#directory = directory;
    this.#window = window;
  }

  /** Takes note of a log file, to be listed in the next digest. */
  add(file: DeliveredFile): void {
    if (file.stream.isOverlapping || file.stream.folder !== 'CloudTrail') return;
    this.#pending.set(file.stream, [...(this.#pending.get(file.stream) ?? []), file]);
  }

  /** Writes the digest of every stream for the hour that ends then; quiet hours get an empty one. */
  closeHour(end: number): void {
    for (const [stream, files] of this.#pending) {
      if (end > this.#window.to - keptMs) this.#write(stream, end, files);
      this.#pending.set(stream, []);
    }
  }

  /** Gives how many digests have been written. */
  files(): number {
    return this.#files;
  }

  #write(stream: Stream, end: number, files: readonly DeliveredFile[]): void {
    const { accountId, region } = stream;
    const stamp = `${new Date(end).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    const name = `${accountId}_CloudTrail-Digest_${region}_${trailName}_${region}_${stamp}.json.gz`;
    const path = join(stream.prefix, 'CloudTrail-Digest', region, dayPath(end), name);
    const previous = this.#previous.get(stream);
    const text = JSON.stringify({
      awsAccountId: accountId,
      digestStartTime: isoSeconds(end - HOUR),
      digestEndTime: isoSeconds(end),
      digestS3Bucket: logBucket,
      digestS3Object: objectKey(path),
      digestPublicKeyFingerprint: sha256(Buffer.from(accountId)).slice(0, 32),
      digestSignatureAlgorithm: 'SHA256withRSA',
      newestEventTime:
        files.length === 0 ? null : isoSeconds(Math.max(...files.map((file) => file.newestEventAt))),
      oldestEventTime:
        files.length === 0 ? null : isoSeconds(Math.min(...files.map((file) => file.oldestEventAt))),
      previousDigestS3Bucket: previous === undefined ? null : logBucket,
      previousDigestS3Object: previous === undefined ? null : objectKey(previous.path),
      previousDigestHashValue: previous?.hash ?? null,
      previousDigestHashAlgorithm: previous === undefined ? null : 'SHA-256',
      previousDigestSignature: null,
      logFiles: files.map((file) => ({
        s3Bucket: logBucket,
        s3Object: objectKey(file.path),
        hashValue: sha256(file.bytes),
        hashAlgorithm: 'SHA-256',
        newestEventTime: isoSeconds(file.newestEventAt),
        oldestEventTime: isoSeconds(file.oldestEventAt),
      })),
    });
    writeGzip(join(this.#directory, path), text);
    this.#previous.set(stream, { path, hash: sha256(Buffer.from(text)) });
    this.#files += 1;
  }
}

function objectKey(path: string): string {
  return path.slice('aws/'.length);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
