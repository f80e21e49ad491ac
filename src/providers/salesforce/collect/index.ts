import { ScopelightError } from '../../../model/error.ts';
import type { Collector, CollectPlan } from '../../collector.ts';
import { originOf } from '../../shared/text/origin.ts';
import { eventLogFiles } from './event-log-files.ts';
import { inventoryLists } from './lists.ts';
import { accessToken } from './sign-in.ts';

/**
 * Event log files, and every query that the inventory reader knows.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm
 */
export const salesforceCollector: Collector = {
  settings: [
    {
      name: 'SALESFORCE_URL',
      what: 'the organisation, https://NAME.my.salesforce.com',
      isSecret: false,
    },
    {
      name: 'SALESFORCE_CLIENT_ID',
      what: 'the consumer key of a connected app that signs in by itself',
      isSecret: false,
      isOptional: true,
    },
    {
      name: 'SALESFORCE_INTERVAL',
      what: 'which event log files: Daily or Hourly',
      isSecret: false,
      standard: 'Daily',
    },
    {
      name: 'SALESFORCE_TOKEN',
      what: 'an access token; with SALESFORCE_CLIENT_ID, the secret of that app',
      isSecret: true,
    },
  ],
  async plan(values): Promise<CollectPlan> {
    const origin = originOf(
      values.get('SALESFORCE_URL') ?? '',
      'SALESFORCE_URL',
      'https://NAME.my.salesforce.com',
    );
    const log = eventLogFiles(intervalOf(values.get('SALESFORCE_INTERVAL') ?? ''));
    const token = await accessToken(
      origin,
      values.get('SALESFORCE_CLIENT_ID'),
      values.get('SALESFORCE_TOKEN') ?? '',
    );
    return {
      origin,
      headers: { authorization: `Bearer ${token}`, accept: '*/*', 'user-agent': 'scopelight' },
      limitOf,
      log,
      lists: inventoryLists,
    };
  },
};

const limitMs = 60_000;

/** Neither a status of its own nor a header says that the requests of a day are spent, or that too many run at once. */
function limitOf(status: number, text: string): number | undefined {
  return status === 403 && text.includes('REQUEST_LIMIT_EXCEEDED') ? limitMs : undefined;
}

function intervalOf(name: string): 'Daily' | 'Hourly' {
  if (name === 'Daily' || name === 'Hourly') return name;
  throw new ScopelightError('usage.invalid', '`SALESFORCE_INTERVAL` is neither Daily nor Hourly', {
    hint: 'leave it out to fetch the files of whole days, which hold every event',
  });
}
