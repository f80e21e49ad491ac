import type { Random } from '../../demo/random.ts';
import type { Operation } from './operations.ts';
import { weighted } from './weighted.ts';

/** Who makes calls: the parts of a record that stay the same for it, as JSON text. */
export interface Caller {
  readonly account: string;
  readonly weight: number;
  /** Draws one of the few operations that it uses. */
  readonly operationOf: (random: Random) => Operation;
  /** Number of the first of its own few resources of each kind. */
  readonly site: number;
  readonly addresses: readonly string[];
  readonly agents: readonly string[];
  /** Gives the record’s `userIdentity`; sessions change from call to call. */
  identity(random: Random): string;
}

interface CallersOptions {
  readonly accounts: readonly string[];
  readonly operations: readonly Operation[];
  readonly count: number;
}

const agents = [
  'aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#arm64 api/s3#1.58.2',
  'Boto3/1.34.144 md/Botocore#1.34.144 ua/2.0 os/linux#5.10.220 md/arch#x86_64 lang/python#3.11.9',
  'aws-cli/2.17.11 md/awscrt#0.20.11 ua/2.0 os/macos#23.5.0 md/arch#arm64 lang/python#3.11.9 cfg/retry-mode#standard',
  'APN/1.0 HashiCorp/1.0 Terraform/1.9.2 (+https://www.terraform.io) terraform-provider-aws/5.58.0',
  'aws-sdk-java/2.26.20 Linux/5.10.219 OpenJDK_64-Bit_Server_VM/21.0.3 Java/21.0.3 vendor/Amazon.com_Inc.',
  'aws-sdk-js/3.614.0 ua/2.1 os/linux#6.1.94 lang/js md/nodejs#20.15.1 api/dynamodb#3.614.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
];

/** Makes `count` callers over the accounts: half role sessions, the rest keys, console users and services. */
export function makeCallers(
  random: Random,
  { accounts, operations, count }: CallersOptions,
): readonly Caller[] {
  const draw = weighted(operations);
  return Array.from({ length: count }, (_, index) => {
    const account = accounts[index % accounts.length] ?? '';
    const form = forms[index % forms.length] ?? roleSession;
    return {
      account,
      // A few callers make most of the calls.
      weight: 1 / (1 + random.below(count)),
      operationOf: weighted(Array.from({ length: 5 + random.below(35) }, () => draw(random))),
      site: random.below(60),
      addresses: Array.from({ length: 1 + random.below(8) }, () => address(random)),
      agents: [random.pick(agents), random.pick(agents)],
      identity: form(random, account, index),
    };
  });
}

type Form = (random: Random, account: string, index: number) => Caller['identity'];

function roleSession(random: Random, account: string, index: number): Caller['identity'] {
  const id = `AROA${random.base32(17)}`;
  const name = `service-${index}-task`;
  const sessions = Array.from({ length: 40 }, () => ({
    name: random.chance(0.5) ? `i-0${random.hex(16)}` : random.hex(32),
    key: `ASIA${random.base32(16)}`,
    created: `2026-03-${String(1 + random.below(28)).padStart(2, '0')}T0${random.below(10)}:14:05Z`,
  }));
  return (draw) => {
    const session = draw.pick(sessions);
    return `{"type":"AssumedRole","principalId":"${id}:${session.name}","arn":"arn:aws:sts::${account}:assumed-role/${name}/${session.name}","accountId":"${account}","accessKeyId":"${session.key}","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"${id}","arn":"arn:aws:iam::${account}:role/${name}","accountId":"${account}","userName":"${name}"},"attributes":{"creationDate":"${session.created}","mfaAuthenticated":"false"},"ec2RoleDelivery":"2.0"}}`;
  };
}

function userKey(random: Random, account: string, index: number): Caller['identity'] {
  const identity = `{"type":"IAMUser","principalId":"AIDA${random.base32(17)}","arn":"arn:aws:iam::${account}:user/automation/job-${index}","accountId":"${account}","accessKeyId":"AKIA${random.base32(16)}","userName":"job-${index}"}`;
  return () => identity;
}

function consoleUser(random: Random, account: string, index: number): Caller['identity'] {
  const identity = `{"type":"IAMUser","principalId":"AIDA${random.base32(17)}","arn":"arn:aws:iam::${account}:user/person-${index}","accountId":"${account}","accessKeyId":"ASIA${random.base32(16)}","userName":"person-${index}","sessionContext":{"attributes":{"creationDate":"2026-03-04T08:31:19Z","mfaAuthenticated":"true"}}}`;
  return () => identity;
}

function awsService(): Caller['identity'] {
  return () => '{"type":"AWSService","invokedBy":"autoscaling.amazonaws.com"}';
}

const forms: readonly Form[] = [
  roleSession,
  userKey,
  roleSession,
  consoleUser,
  roleSession,
  userKey,
  roleSession,
  userKey,
  roleSession,
  awsService,
];

function address(random: Random): string {
  if (random.chance(0.4)) return `10.${random.below(32)}.${random.below(256)}.${random.below(256)}`;
  return `${random.pick([3, 18, 34, 52, 54, 81, 91, 185])}.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`;
}
