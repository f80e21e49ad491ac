import { z } from 'zod';
import { ScopelightError } from '../../../model/error.ts';
import type { CollectReply, CollectStream, LogFile, LogFilesSource } from '../../collector.ts';
import type { BucketSdk } from './bucket-sdk.ts';

/** Where a trail writes its files. */
export interface TrailBucket {
  readonly bucket: string;
  /** Empty, or with a slash at its end. */
  readonly prefix: string;
}

/**
 * Reads `s3://BUCKET/PREFIX`; undefined when it is not set.
 * @throws {ScopelightError} `usage.invalid` when it is no such address
 */
export function trailBucketOf(text: string | undefined): TrailBucket | undefined {
  if (text === undefined) return undefined;
  const [, bucket, path = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text) ?? [];
  if (bucket !== undefined) {
    const plain = path.replace(/(^|\/)AWSLogs(\/.*)?$/, '').replace(/\/+$/, '');
    return { bucket, prefix: plain === '' ? '' : `${plain}/` };
  }
  throw new ScopelightError('usage.invalid', '`AWS_TRAIL_BUCKET` is no address of a bucket', {
    hint: 'set it like this: AWS_TRAIL_BUCKET=s3://BUCKET/PREFIX; the folder AWSLogs lies below it',
  });
}

const listed = z.object({ files: z.array(z.object({ key: z.string(), id: z.string(), time: z.number() })) });

/**
 * The files that a trail wrote, of all accounts and regions: each region’s are listed by day, and only from the day on that is
 * asked for.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
export function trailFiles({ bucket, prefix }: TrailBucket): LogFilesSource {
  return {
    folder: 'log',
    request: (from, until) =>
      addressOf('s3/list-trail-files', { bucket, prefix, from: String(from), until: String(until) }),
    filesIn: (page) =>
      (listed.safeParse(page).data?.files ?? []).map(
        ({ key, id, time }): LogFile => ({
          id,
          time,
          name: key.slice(prefix.length),
          request: addressOf('s3/get-object', { bucket, key }),
        }),
      ),
    mayLack: 'the files of the trail',
    daysKept: 365,
    // Files are named by when they were delivered, to five minutes.
    lateMs: 20 * 60_000,
  };
}

const dayMs = 86_400_000;
const fileName = /_CloudTrail_[a-z0-9-]+_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_\w+\.json(\.gz)?$/;

/** One page of the files of one region; after the last, the next region follows. */
export async function listTrailFiles(sdk: BucketSdk, parameters: URLSearchParams): Promise<CollectReply> {
  const of = (name: string): string => parameters.get(name) ?? '';
  const [bucket, from, until] = [of('bucket'), Number(of('from')), Number(of('until'))];
  const regions = await sdk.regionFolders(bucket, of('prefix'));
  const region = regions.find((folder) => folder >= of('region'));
  if (region === undefined) return regions.length === 0 ? { status: 404, text: '' } : page([], undefined);
  const after = of('after') === '' ? `${region}${dayOf(from)}` : of('after');
  const { objects, isTruncated } = await sdk.objectsAfter(bucket, region, after);
  const last = objects.at(-1)?.key ?? '';
  const isPast = last > `${region}${dayOf(until + dayMs)}`;
  const next = new URLSearchParams(parameters);
  const following = regions[regions.indexOf(region) + 1];
  const goesOn = isTruncated && !isPast;
  next.set('region', goesOn ? region : (following ?? ''));
  next.set('after', goesOn ? last : '');
  return page(
    objects.flatMap(({ key, etag }) => {
      const time = timeOf(key);
      return time === undefined || time < from || time >= until ? [] : [{ key, id: `${key} ${etag}`, time }];
    }),
    goesOn || following !== undefined ? `s3/list-trail-files?${next}` : undefined,
  );
}

/** The file as it is: packed. */
export async function openTrailFile(sdk: BucketSdk, parameters: URLSearchParams): Promise<CollectStream> {
  const body = await sdk.object(parameters.get('bucket') ?? '', parameters.get('key') ?? '');
  return { status: 200, body };
}

function page(files: z.infer<typeof listed>['files'], next: string | undefined): CollectReply {
  return { status: 200, text: JSON.stringify({ files }), next };
}

function timeOf(key: string): number | undefined {
  const [, year, month, day, hour, minute] = fileName.exec(key) ?? [];
  return year === undefined
    ? undefined
    : Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
}

/** Folders of days: `2026/03/02`. */
function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '/');
}

function addressOf(operation: string, parameters: Readonly<Record<string, string>>): string {
  return `${operation}?${new URLSearchParams(parameters)}`;
}
