/** One record as CloudTrail writes it, as plain data. */
export type LogRecord = Readonly<Record<string, unknown>>;

const operations = [
  ['ec2.amazonaws.com', 'DescribeInstances', 'true'],
  ['s3.amazonaws.com', 'CreateBucket', 'false'],
  ['iam.amazonaws.com', 'ListUsers', 'true'],
  ['sqs.amazonaws.com', 'CreateQueue', 'false'],
  ['lambda.amazonaws.com', 'ListFunctions20150331', 'true'],
] as const;

const start = Date.UTC(2026, 2, 2);
const [caller, owner] = ['111122223333', '444455556666'];

/** A small log over three weeks: five keys, every outcome, and calls into another account that both accounts recorded. */
export function smallLog(size: number): readonly LogRecord[] {
  return Array.from({ length: size }, (_, index) => recordOf(index)).flat();
}

function recordOf(index: number): LogRecord[] {
  const [eventSource, eventName, readOnly] = operations[index % operations.length] ?? operations[0];
  const key = `AKIAEXAMPLE00000000${index % 5}`;
  const record = {
    eventVersion: '1.09',
    userIdentity: {
      type: 'IAMUser',
      principalId: `AIDAEXAMPLE${index % 5}`,
      arn: `arn:aws:iam::${caller}:user/worker-${index % 5}`,
      accountId: caller,
      accessKeyId: key,
      userName: `worker-${index % 5}`,
    },
    eventTime: new Date(start + index * 3_037_000).toISOString().replace('.000Z', 'Z'),
    eventSource,
    eventName,
    awsRegion: 'eu-west-1',
    sourceIPAddress: '10.1.2.3',
    userAgent: 'aws-cli/2.17.0',
    requestParameters: { bucketName: `bucket-${index % 3}`, note: 'a "quoted" } brace { and a [ bracket' },
    eventID: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
    recipientAccountId: caller,
    ...(index % 11 === 3 ? { errorCode: 'AccessDenied', errorMessage: 'Access Denied' } : {}),
    ...(index % 13 === 4 ? { errorCode: 'ThrottlingException' } : {}),
  };
  if (index % 7 !== 0) return [record];
  // The called account records the same call under an id of its own, and knows less of the caller.
  const shared = { sharedEventID: `10000000-0000-4000-8000-${String(index).padStart(12, '0')}` };
  const copy = {
    ...record,
    ...shared,
    eventID: `20000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    userIdentity: { type: 'AWSAccount', principalId: `AIDAEXAMPLE${index % 5}`, accountId: caller },
    recipientAccountId: owner,
  };
  return [{ ...record, ...shared }, copy];
}

/** The wrappings that the same records can come in. */
export const wrappings: Readonly<Record<string, (records: readonly LogRecord[]) => string>> = {
  delivery: (records) => JSON.stringify({ Records: records }),
  lines: (records) => records.map((record) => JSON.stringify(record)).join('\n'),
  list: (records) => JSON.stringify(records, null, 2),
  lookup: (records) =>
    JSON.stringify({ Events: records.map((record) => ({ CloudTrailEvent: JSON.stringify(record) })) }),
  bridge: (records) =>
    records
      .map((detail) => JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail', detail }))
      .join(''),
};
