import { z } from 'zod';
import { ScopelightError } from '../../../model/error.ts';
import type { Collector, CollectPlan, LogSource, RecordMark } from '../../collector.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { fileOf, replyTo } from './ask.ts';
import { loadBucketSdk } from './bucket-sdk.ts';
import { accountLists } from './lists.ts';
import { loadSdk } from './sdk.ts';
import { trailBucketOf, trailFiles } from './trail-bucket.ts';

/**
 * The files of a trail, or the event history of CloudTrail (management events of 90 days, region by region), and the lists of IAM
 * and CloudTrail, by the SDK, with the credentials that it finds as every tool of AWS does.
 */
export const awsCollector: Collector = {
  settings: [
    {
      name: 'AWS_REGIONS',
      what: 'the regions to fetch the event history of, with commas between',
      isSecret: false,
      standard: 'us-east-1',
    },
    {
      name: 'AWS_TRAIL_BUCKET',
      what: 'where a trail writes its files, s3://BUCKET/PREFIX; in the place of the event history',
      isSecret: false,
      isOptional: true,
    },
    {
      name: 'AWS_LAST_ACCESSED',
      what: 'whether to ask what each principal last tried: yes or no',
      isSecret: false,
      standard: 'yes',
    },
  ],
  plan: async (values): Promise<CollectPlan> => {
    const regions = regionsOf(values.get('AWS_REGIONS') ?? '');
    const [first = 'us-east-1'] = regions;
    const trail = trailBucketOf(values.get('AWS_TRAIL_BUCKET'));
    const isLastUseAsked = isYes(values.get('AWS_LAST_ACCESSED') ?? 'yes');
    const [sdk, bucket] = await Promise.all([loadSdk(first), trail && loadBucketSdk(first)]);
    return {
      // Of another account, nothing may go on where this one stopped.
      origin: `aws:${await sdk.account()}`,
      headers: {},
      ask: replyTo(sdk, bucket),
      ...(bucket !== undefined && { open: fileOf(bucket) }),
      log: trail === undefined ? eventHistory(regions) : trailFiles(trail),
      lists: accountLists(first, isLastUseAsked),
    };
  },
};

function eventHistory(regions: readonly string[]): LogSource {
  return {
    folder: 'log',
    request: (from, until) =>
      `cloudtrail/lookup-events?${new URLSearchParams({ from: String(from), until: String(until), regions: regions.join(',') })}`,
    listedIn: 'Records',
    markOf,
    mayLack: 'the event history of CloudTrail',
    daysKept: 90,
    lateMs: 20 * 60_000,
  };
}

function isYes(text: string): boolean {
  if (text === 'yes' || text === 'no') return text === 'yes';
  throw new ScopelightError('usage.invalid', '`AWS_LAST_ACCESSED` is neither yes nor no', {
    hint: 'leave it out to ask, which takes a second or two for each user and role',
  });
}

const event = z.looseObject({ eventID: z.string().min(1), eventTime: z.string() });

function markOf(record: unknown): RecordMark | undefined {
  const read = event.safeParse(record).data;
  const time = toEpoch(read?.eventTime);
  return read === undefined || time === undefined ? undefined : { id: read.eventID, time };
}

function regionsOf(text: string): readonly string[] {
  const regions = [...new Set(text.split(/[\s,]+/).filter((region) => region !== ''))];
  if (regions.length > 0 && regions.every((region) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(region))) return regions;
  throw new ScopelightError('usage.invalid', '`AWS_REGIONS` is no list of regions', {
    hint: 'set it like this: AWS_REGIONS=eu-central-1,us-east-1',
  });
}
