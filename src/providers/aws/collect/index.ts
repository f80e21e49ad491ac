import { z } from 'zod';
import { ScopelightError } from '../../../model/error.ts';
import type { Collector, CollectPlan, RecordMark } from '../../collector.ts';
import { toEpoch } from '../../epoch.ts';
import { replyTo } from './ask.ts';
import { accountLists } from './lists.ts';
import { loadSdk } from './sdk.ts';

/**
 * The event history of CloudTrail (management events of 90 days, region by region) and the lists of IAM and CloudTrail, by
 * the SDK, with the credentials that it finds as every tool of AWS does.
 */
export const awsCollector: Collector = {
  settings: [
    {
      name: 'AWS_REGIONS',
      what: 'the regions to fetch the event history of, with commas between',
      isSecret: false,
      standard: 'us-east-1',
    },
  ],
  plan: async (values): Promise<CollectPlan> => {
    const regions = regionsOf(values.get('AWS_REGIONS') ?? '');
    const [first = 'us-east-1'] = regions;
    const sdk = await loadSdk(first);
    return {
      // Of another account, nothing may go on where this one stopped.
      origin: `aws:${await sdk.account()}`,
      headers: {},
      ask: replyTo(sdk),
      log: {
        folder: 'log',
        request: (from, until) =>
          `cloudtrail/lookup-events?${new URLSearchParams({ from: String(from), until: String(until), regions: regions.join(',') })}`,
        listedIn: 'Records',
        markOf,
        mayLack: 'the event history of CloudTrail',
        daysKept: 90,
        lateMs: 20 * 60_000,
      },
      lists: accountLists(first),
    };
  },
};

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
