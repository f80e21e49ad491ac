import type { Random } from '../../demo/random.ts';
import { awsCatalogue } from '../../src/providers/aws/catalogue/index.ts';

/** Whose resources are acted on. */
export interface Site {
  readonly account: string;
  readonly site: number;
}

/** An operation, and what records of it hold, as JSON text. */
export interface Operation {
  readonly source: string;
  readonly name: string;
  readonly weight: number;
  readonly isRead: boolean;
  readonly isData: boolean;
  parameters(random: Random, site: Site): string;
  answer(random: Random): string;
  resources(random: Random, site: Site): string;
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
  readonly parameters: (random: Random, site: Site) => string;
  readonly answer?: (random: Random) => string;
  readonly resources?: (random: Random, site: Site) => string;
}

/** One of the few resources of a kind that belong to a caller. */
const number = (random: Random, { site }: Site): string => String(site + random.below(3)).padStart(3, '0');

function plainParameters(random: Random, site: Site): string {
  return `{"name":"app-${number(random, site)}","resourceArn":"arn:aws:tagging:eu-west-1::thing/app-${number(random, site)}","maxResults":${50 + random.below(50)},"filterSet":{"items":[{"name":"tag:environment","valueSet":{"items":[{"value":"production"},{"value":"staging"}]}},{"name":"vpc-id","valueSet":{"items":[{"value":"vpc-0${random.hex(16)}"}]}}]},"clientToken":"${random.uuid()}"}`;
}

function plainAnswer(random: Random): string {
  return `{"requestId":"${random.uuid()}","_return":true,"resourceId":"res-0${random.hex(16)}","state":{"code":0,"name":"pending"}}`;
}

const byService: Readonly<Record<string, Contents>> = {
  s3: {
    parameters: (random, site) =>
      `{"bucketName":"bench-data-${number(random, site)}","Host":"bench-data-${number(random, site)}.s3.eu-west-1.amazonaws.com","key":"warehouse/orders/year=2026/month=${1 + random.below(12)}/part-${random.hex(12)}.parquet","x-amz-acl":"bucket-owner-full-control"}`,
    resources: (random, site) =>
      `{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::bench-data-${number(random, site)}/warehouse/orders/part-${random.hex(12)}.parquet"},{"accountId":"${site.account}","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::bench-data-${number(random, site)}"}`,
  },
  sts: {
    parameters: (random, site) =>
      `{"roleArn":"arn:aws:iam::${site.account}:role/service-${number(random, site)}-task","roleSessionName":"${random.hex(32)}","durationSeconds":3600}`,
    answer: (random) =>
      `{"credentials":{"accessKeyId":"ASIA${random.base32(16)}","sessionToken":"HIDDEN_DUE_TO_SECURITY_REASONS","expiration":"Mar 4, 2026, 10:14:05 AM"},"assumedRoleUser":{"assumedRoleId":"AROA${random.base32(17)}:${random.hex(32)}","arn":"arn:aws:sts::111122223333:assumed-role/service-task/${random.hex(32)}"}}`,
  },
  kms: {
    parameters: (random, site) =>
      `{"encryptionContext":{"aws:s3:arn":"arn:aws:s3:::bench-data-${number(random, site)}/warehouse/orders"},"encryptionAlgorithm":"SYMMETRIC_DEFAULT"}`,
    resources: (random, site) =>
      `{"accountId":"${site.account}","type":"AWS::KMS::Key","ARN":"arn:aws:kms:eu-west-1:${site.account}:key/0000${number(random, site)}0-1111-4222-8333-444455556666"}`,
  },
  lambda: {
    parameters: (random, site) =>
      `{"functionName":"arn:aws:lambda:eu-west-1:111122223333:function:handler-${number(random, site)}","invocationType":"Event","contentType":"application/json"}`,
    resources: (random, site) =>
      `{"accountId":"${site.account}","type":"AWS::Lambda::Function","ARN":"arn:aws:lambda:eu-west-1:${site.account}:function:handler-${number(random, site)}"}`,
  },
  dynamodb: {
    parameters: (random, site) =>
      `{"tableName":"table-${number(random, site)}","key":{"id":{"S":"${random.hex(24)}"}},"returnConsumedCapacity":"TOTAL"}`,
    resources: (random, site) =>
      `{"accountId":"${site.account}","type":"AWS::DynamoDB::Table","ARN":"arn:aws:dynamodb:eu-west-1:${site.account}:table/table-${number(random, site)}"}`,
  },
  secretsmanager: {
    parameters: (random, site) =>
      `{"secretId":"prod/app-${number(random, site)}/database","versionStage":"AWSCURRENT"}`,
  },
  logs: {
    parameters: (random, site) =>
      `{"logGroupName":"/aws/lambda/handler-${number(random, site)}","logStreamName":"2026/03/04/[$LATEST]${random.hex(32)}"}`,
  },
  iam: {
    parameters: (random, site) =>
      `{"roleName":"service-${number(random, site)}-task","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess","policyName":"inline-${number(random, site)}"}`,
  },
};
