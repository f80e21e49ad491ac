import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface CallFields {
  readonly eventID: string;
  readonly eventTime: string;
  readonly userName: string;
  readonly accessKeyId: string;
  readonly userAgent: string;
}

/** One recorded call of a user with an access key; give what matters. */
export function callRecord(given: Partial<CallFields> = {}): Record<string, unknown> {
  const {
    eventID = '6a1c5a3e-0000-4000-8000-000000000001',
    eventTime = '2026-09-29T12:00:00Z',
    userName = 'ci',
    accessKeyId = 'AKIAIOSFODNN7EXAMPLE',
    userAgent = 'aws-cli/2.17.0',
  } = given;
  return {
    eventVersion: '1.11',
    eventID,
    eventTime,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '192.0.2.7',
    userAgent,
    requestParameters: null,
    responseElements: null,
    requestID: `request-${eventID}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: `arn:aws:iam::111122223333:user/${userName}`,
      accountId: '111122223333',
      accessKeyId,
      userName,
    },
  };
}

/** Writes a log file of the given records. */
export function writeLog(path: string, records: readonly unknown[]): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ Records: records }));
}
