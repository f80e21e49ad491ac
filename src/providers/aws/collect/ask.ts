import { z } from 'zod';
import type { CollectReply, CollectStream } from '../../collector.ts';
import type { BucketSdk } from './bucket-sdk.ts';
import { replyOfFailure } from './failure.ts';
import { LastAccessed } from './last-accessed.ts';
import type { Sdk } from './sdk.ts';
import { listTrailFiles, openTrailFile } from './trail-bucket.ts';

const hourMs = 3_600_000;
/** So much of the event history makes one page: it is given newest first, and has to be seen whole to be put in order. */
const spanMs = 6 * hourMs;
const reportMs = 3000;

/** Answers addresses such as `iam/list-access-keys?user=mira` by the SDK. */
export function replyTo(sdk: Sdk, bucket: BucketSdk | undefined): (address: string) => Promise<CollectReply> {
  const reports = new LastAccessed(sdk);
  return (address) =>
    told(address, (operation, parameters) => {
      if (operation === 's3/list-trail-files' && bucket !== undefined)
        return listTrailFiles(bucket, parameters);
      if (operation === 'iam/get-service-last-accessed-details')
        return reports.of(parameters.get('arn') ?? '');
      return answer(sdk, operation, parameters);
    });
}

/** Answers addresses of files, `s3/get-object?bucket=…&key=…`. */
export function fileOf(bucket: BucketSdk): (address: string) => Promise<CollectReply | CollectStream> {
  return (address) => told(address, (_, parameters) => openTrailFile(bucket, parameters));
}

async function told<Reply>(
  address: string,
  ask: (operation: string, parameters: URLSearchParams) => Promise<Reply>,
): Promise<Reply | CollectReply> {
  const [operation = '', query = ''] = address.split('?');
  try {
    return await ask(operation, new URLSearchParams(query));
  } catch (error) {
    const reply = replyOfFailure(error);
    if (reply === undefined) throw error;
    return reply;
  }
}

async function answer(sdk: Sdk, operation: string, parameters: URLSearchParams): Promise<CollectReply> {
  const of = (name: string): string => parameters.get(name) ?? '';
  const marker = parameters.get('marker') ?? undefined;
  switch (operation) {
    case 'cloudtrail/lookup-events':
      return lookUp(sdk, parameters);
    case 'cloudtrail/describe-trails':
      return whole(await sdk.describeTrails(of('region')));
    case 'cloudtrail/get-event-selectors':
      return whole(await sdk.eventSelectors(of('region'), of('trail')));
    case 'cloudtrail/get-trail-status':
      // The answer does not say of which trail it is.
      return whole({ [of('trail')]: plain(await sdk.trailStatus(of('region'), of('trail'))) });
    case 'iam/get-account-authorization-details':
      return paged(await sdk.authorizationDetails(marker), operation, parameters);
    case 'iam/list-access-keys':
      return paged(await sdk.accessKeys(of('user'), marker), operation, parameters);
    case 'iam/get-access-key-last-used':
      return whole({ [of('key')]: plain(await sdk.keyLastUsed(of('key'))) });
    case 'iam/get-credential-report':
      return (await sdk.isReportMade())
        ? whole(reportOf(await sdk.credentialReport()))
        : { status: 429, text: '', waitMs: reportMs };
    default:
      return { status: 404, text: '' };
  }
}

/** One stretch of one region; the next is of the next region, and then of the next stretch. */
async function lookUp(sdk: Sdk, parameters: URLSearchParams): Promise<CollectReply> {
  const [from, until, at] = ['from', 'until', 'at'].map((name) => Number(parameters.get(name) ?? 0));
  const regions = (parameters.get('regions') ?? '').split(',');
  const [begin = 0, end = 0, index = 0] = [from, until, at];
  const region = regions[index];
  if (region === undefined) return { status: 404, text: '' };
  const stop = Math.min(end, begin + spanMs);
  const events: string[] = [];
  for (let token: string | undefined; ; ) {
    const page = await sdk.lookUpEvents(region, new Date(begin), new Date(stop), token);
    events.push(...page.events);
    token = page.next;
    if (token === undefined) break;
  }
  const isLastRegion = index + 1 >= regions.length;
  const next = new URLSearchParams(parameters);
  next.set('at', String(isLastRegion ? 0 : index + 1));
  if (isLastRegion) next.set('from', String(stop));
  const isDone = isLastRegion && stop >= end;
  return {
    status: 200,
    // As CloudTrail wrote them, the oldest first.
    text: `{"Records":[${events.reverse().join(',')}]}`,
    ...(!isDone && { next: `cloudtrail/lookup-events?${next}` }),
  };
}

const truncated = z.object({ IsTruncated: z.literal(true), Marker: z.string() });

function paged(result: object, operation: string, parameters: URLSearchParams): CollectReply {
  const more = truncated.safeParse(result).data;
  const next = new URLSearchParams(parameters);
  if (more !== undefined) next.set('marker', more.Marker);
  return { ...whole(result), ...(more !== undefined && { next: `${operation}?${next}` }) };
}

function whole(result: object): CollectReply {
  return { status: 200, text: JSON.stringify(plain(result)) };
}

/** What the SDK adds of its own is no part of the answer. */
function plain(result: object): object {
  return Object.fromEntries(Object.entries(result).filter(([name]) => name !== '$metadata'));
}

/** Bytes go into JSON as AWS’s own tools write them. */
function reportOf(report: { readonly Content?: Uint8Array | undefined }): object {
  return { ...report, Content: Buffer.from(report.Content ?? []).toString('base64') };
}
