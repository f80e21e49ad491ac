import type { Random } from '../random.ts';
import { isoSeconds } from '../time.ts';
import type { Account } from './accounts.ts';

/** What was called unusually often, and by whom. */
export interface InsightSubject {
  readonly service: string;
  readonly name: string;
  readonly principalArn: string;
  readonly state: 'Start' | 'End';
}

/** Writes the record by which CloudTrail reports an unusual rate of calls; it is no call itself. */
export function insightText(
  account: Account,
  region: string,
  at: number,
  eventId: string,
  { service, name, principalArn, state }: InsightSubject,
  random: Random,
): string {
  const baseline = random.next() / 100;
  const average = 1 + random.next() * 20;
  return JSON.stringify({
    eventVersion: '1.08',
    eventTime: isoSeconds(at),
    awsRegion: region,
    eventID: eventId,
    eventType: 'AwsCloudTrailInsight',
    recipientAccountId: account.id,
    sharedEventID: random.uuid(),
    insightDetails: {
      state,
      eventSource: `${service}.amazonaws.com`,
      eventName: name,
      insightType: 'ApiCallRateInsight',
      insightContext: {
        statistics: {
          baseline: { average: baseline },
          insight: { average },
          insightDuration: random.between(1, 30),
          baselineDuration: 10_080,
        },
        attributions: [
          {
            attribute: 'userIdentityArn',
            insight: [{ value: principalArn, average }],
            baseline: [{ value: principalArn, average: baseline }],
          },
        ],
      },
    },
    eventCategory: 'Insight',
  });
}
