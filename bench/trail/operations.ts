import type { Random } from '../../demo/random.ts';
import { awsCatalogue } from '../../src/providers/aws/catalogue/index.ts';

/** An operation, and what records of it hold, as JSON text. */
export interface Operation {
  readonly source: string;
  readonly name: string;
  readonly weight: number;
  readonly isRead: boolean;
  readonly isData: boolean;
  parameters(random: Random): string;
  answer(random: Random): string;
  resources(random: Random, account: string): string;
}

const busy = [
  's3',
  'dynamodb',
  'ec2',
  'sts',
  'kms',
  'lambda',
  'sqs',
  'logs',
  'iam',
  'secretsmanager',
  'ecr',
  'ecs',
  'eks',
  'rds',
  'ssm',
  'cloudformation',
  'sns',
  'kinesis',
  'elasticloadbalancing',
  'autoscaling',
  'monitoring',
  'tagging',
  'states',
  'config',
];

/** The same few operations lead every log. Data events come by the million; the rest has a long tail. */
const leading: Readonly<Record<string, { weight: number; isData?: true }>> = {
  's3 GetObject': { weight: 60, isData: true },
  's3 PutObject': { weight: 30, isData: true },
  's3 HeadObject': { weight: 15, isData: true },
  'lambda Invoke': { weight: 15, isData: true },
  'sts AssumeRole': { weight: 40 },
  'kms Decrypt': { weight: 40 },
  'dynamodb DescribeTable': { weight: 12 },
  'secretsmanager GetSecretValue': { weight: 12 },
  'ec2 DescribeInstances': { weight: 25 },
  'logs CreateLogStream': { weight: 15 },
  'ecr BatchGetImage': { weight: 8 },
  'ssm GetParameter': { weight: 10 },
};

/** Draws `count` operations of much-used services from the catalogue, the well-known leaders among them. */
export function drawOperations(random: Random, count: number): readonly Operation[] {
  const known = awsCatalogue
    .operations()
    .filter(({ source }) => busy.includes(source.split('.')[0] ?? ''))
    .sort((a, b) => (`${a.source} ${a.name}` < `${b.source} ${b.name}` ? -1 : 1));
  const isLeading = ({ source, name }: { source: string; name: string }): boolean =>
    `${source.split('.')[0]} ${name}` in leading;
  const drawn = new Map(known.filter(isLeading).map((row) => [`${row.source} ${row.name}`, row]));
  while (drawn.size < Math.min(count, known.length)) {
    const row = random.pick(known);
    drawn.set(`${row.source} ${row.name}`, row);
  }
  return [...drawn.values()].map(({ source, name }, rank) => {
    const lead = leading[`${source.split('.')[0]} ${name}`];
    return operation(source, name, lead?.weight ?? 20 / (rank + 1), lead?.isData === true);
  });
}

function operation(source: string, name: string, weight: number, isData: boolean): Operation {
  const isRead = /^(Get|List|Describe|Head|BatchGet|Decrypt|AssumeRole)/.test(name);
  const service = source.split('.')[0] ?? '';
  const contents = byService[service];
  return {
    source,
    name,
    weight,
    isRead,
    isData,
    parameters: contents?.parameters ?? plainParameters,
    answer: contents?.answer ?? (isRead ? () => 'null' : plainAnswer),
    resources: contents?.resources ?? (() => ''),
  };
}

interface Contents {
  readonly parameters: (random: Random) => string;
  readonly answer?: (random: Random) => string;
  readonly resources?: (random: Random, account: string) => string;
}

const number = (random: Random, limit: number): string => String(random.below(limit)).padStart(3, '0');

function plainParameters(random: Random): string {
  return `{"name":"app-${number(random, 80)}","resourceArn":"arn:aws:tagging:eu-west-1::thing/app-${number(random, 80)}","maxResults":${50 + random.below(50)},"filterSet":{"items":[{"name":"tag:environment","valueSet":{"items":[{"value":"production"},{"value":"staging"}]}},{"name":"vpc-id","valueSet":{"items":[{"value":"vpc-0${random.hex(16)}"}]}}]},"clientToken":"${random.uuid()}"}`;
}

function plainAnswer(random: Random): string {
  return `{"requestId":"${random.uuid()}","_return":true,"resourceId":"res-0${random.hex(16)}","state":{"code":0,"name":"pending"}}`;
}

const byService: Readonly<Record<string, Contents>> = {
  s3: {
    parameters: (random) =>
      `{"bucketName":"bench-data-${number(random, 30)}","Host":"bench-data-${number(random, 30)}.s3.eu-west-1.amazonaws.com","key":"warehouse/orders/year=2026/month=${1 + random.below(12)}/part-${random.hex(12)}.parquet","x-amz-acl":"bucket-owner-full-control"}`,
    resources: (random, account) =>
      `{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::bench-data-${number(random, 30)}/warehouse/orders/part-${random.hex(12)}.parquet"},{"accountId":"${account}","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::bench-data-${number(random, 30)}"}`,
  },
  sts: {
    parameters: (random) =>
      `{"roleArn":"arn:aws:iam::1111222233${number(random, 40).slice(1)}:role/service-${random.below(100)}-task","roleSessionName":"${random.hex(32)}","durationSeconds":3600}`,
    answer: (random) =>
      `{"credentials":{"accessKeyId":"ASIA${random.base32(16)}","sessionToken":"HIDDEN_DUE_TO_SECURITY_REASONS","expiration":"Mar 4, 2026, 10:14:05 AM"},"assumedRoleUser":{"assumedRoleId":"AROA${random.base32(17)}:${random.hex(32)}","arn":"arn:aws:sts::111122223333:assumed-role/service-task/${random.hex(32)}"}}`,
  },
  kms: {
    parameters: (random) =>
      `{"encryptionContext":{"aws:s3:arn":"arn:aws:s3:::bench-data-${number(random, 30)}/warehouse/orders"},"encryptionAlgorithm":"SYMMETRIC_DEFAULT"}`,
    resources: (random, account) =>
      `{"accountId":"${account}","type":"AWS::KMS::Key","ARN":"arn:aws:kms:eu-west-1:${account}:key/0000${number(random, 40)}0-1111-4222-8333-444455556666"}`,
  },
  lambda: {
    parameters: (random) =>
      `{"functionName":"arn:aws:lambda:eu-west-1:111122223333:function:handler-${number(random, 60)}","invocationType":"Event","contentType":"application/json"}`,
    resources: (random, account) =>
      `{"accountId":"${account}","type":"AWS::Lambda::Function","ARN":"arn:aws:lambda:eu-west-1:${account}:function:handler-${number(random, 60)}"}`,
  },
  dynamodb: {
    parameters: (random) =>
      `{"tableName":"table-${number(random, 50)}","key":{"id":{"S":"${random.hex(24)}"}},"returnConsumedCapacity":"TOTAL"}`,
    resources: (random, account) =>
      `{"accountId":"${account}","type":"AWS::DynamoDB::Table","ARN":"arn:aws:dynamodb:eu-west-1:${account}:table/table-${number(random, 50)}"}`,
  },
  secretsmanager: {
    parameters: (random) =>
      `{"secretId":"prod/app-${number(random, 60)}/database","versionStage":"AWSCURRENT"}`,
  },
  logs: {
    parameters: (random) =>
      `{"logGroupName":"/aws/lambda/handler-${number(random, 60)}","logStreamName":"2026/03/04/[$LATEST]${random.hex(32)}"}`,
  },
  iam: {
    parameters: (random) =>
      `{"roleName":"service-${random.below(100)}-task","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess","policyName":"inline-${number(random, 40)}"}`,
  },
};
