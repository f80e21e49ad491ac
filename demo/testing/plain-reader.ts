import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A record as a plain reader sees it; only what counting needs. */
export interface RawRecord {
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventType: string;
  readonly eventName?: string;
  readonly awsRegion: string;
  readonly recipientAccountId: string;
  readonly sharedEventID?: string;
  readonly errorCode?: string;
  readonly userIdentity?: {
    readonly type?: string;
    readonly arn?: string;
    readonly accountId?: string;
    readonly accessKeyId?: string;
    readonly invokedBy?: string;
    readonly sessionContext?: { readonly sessionIssuer?: { readonly arn?: string } };
  };
  readonly responseElements?: { readonly credentials?: { readonly accessKeyId?: string } } | null;
}

/** Lists all files below a directory, paths relative to it, in a fixed order. */
export function listFiles(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}

/** Reads a compressed JSON document of the demo. */
export function readGzipJson(path: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(path)).toString('utf8'));
}

/** Reads the records of all log files, insights included, file by file. */
export function* readRecords(directory: string): Generator<RawRecord> {
  for (const file of listFiles(directory)) {
    if (!file.endsWith('.json.gz') || file.includes('CloudTrail-Digest')) continue;
    yield* recordsOf(readGzipJson(join(directory, file)));
  }
}

/** The demo writes these files itself, so their shape is known. */
function recordsOf(document: unknown): readonly RawRecord[] {
  return (document as { Records: readonly RawRecord[] }).Records;
}
