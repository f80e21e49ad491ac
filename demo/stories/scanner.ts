import { accounts, allAccounts, globalRegion, homeRegion } from '../aws/accounts.ts';
import { operation } from '../aws/operation.ts';
import { describe } from '../aws/operations/ec2.ts';
import { iam } from '../aws/operations/iam.ts';
import { listKeys } from '../aws/operations/kms.ts';
import { plain } from '../aws/operations/platform.ts';
import { listBuckets, readAllOf } from '../aws/operations/s3.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { failedAfterCheck } from '../aws/outcomes.ts';
import { allow, document, trustPrincipals } from '../aws/policies.ts';
import type { Shell } from '../aws/shell.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Stage, Story } from '../world.ts';
import { createBot } from './bot.ts';
import { artifactsBucket, lakeBuckets } from './buckets.ts';
import { ownerTags } from './owner-tags.ts';

/** A scanner that asks for everything it can think of. */
export const scanner: Story = {
  id: 'scanner',
  title: 'A security scanner reads every setting of every account, night after night',
  tell: (stage) => {
    const { caller, user, key } = createBot(stage, 'posture-scanner', {
      account: accounts.security,
      createdAt: '2022-12-05T10:00:00Z',
      owner: people.erikLindqvist,
      inline: { reach: document(allow('sts:AssumeRole', 'arn:aws:iam::*:role/posture-scanner-target')) },
    });
    const targets = allAccounts.map((account) =>
      stage.aws.estate.role(account, 'posture-scanner-target', {
        createdAt: Date.parse('2022-12-05T10:30:00Z'),
        trust: trustPrincipals(user.arn),
        inline: { read: scanPolicy },
        tags: ownerTags(people.erikLindqvist),
      }),
    );
    const origin = fromPlace(places.frankfurtCloud, agents.boto, stage.random.split('origin'));
    targets.forEach((role, index) => {
      stage.everyHour(role.account.name, ({ hour, shell }) => {
        const date = new Date(hour);
        const isItsNight = date.getUTCHours() === 2 && date.getUTCDate() % allAccounts.length === index;
        if (!isItsNight) return;
        const region = role.account.regions[0] ?? homeRegion;
        const scan = shell(caller, origin, { minute: 1, region, pauseMs: [30, 300] }).assume(
          role,
          'posture-scan',
        );
        scanAccount(stage, scan);
        const principalArn = role.arn;
        if (date.getUTCDate() > 20) {
          stage.aws.trail.insight(
            role.account,
            region,
            scan.at,
            { service: 'ec2', name: 'DescribeVolumes', principalArn, state: 'Start' },
            scan.random,
          );
        }
      });
      stage.aws.label(role.arn, 'scanner');
    });
    stage.aws.label(key.id, 'scanner');
  },
};

const services = [
  'ec2',
  's3',
  'iam',
  'rds',
  'lambda',
  'kms',
  'ecs',
  'logs',
  'cloudwatch',
  'dynamodb',
  'sns',
  'sqs',
  'glue',
];

const scanPolicy = document(
  allow(services.flatMap((service) => [`${service}:Describe*`, `${service}:Get*`, `${service}:List*`])),
  allow('iam:GenerateCredentialReport'),
);

const kinds =
  'Instances Volumes Snapshots Images SecurityGroups NetworkInterfaces Vpcs Subnets RouteTables InternetGateways NatGateways Addresses KeyPairs LaunchTemplates FlowLogs NetworkAcls VpcEndpoints Regions AvailabilityZones Tags'.split(
    ' ',
  );

function scanAccount(stage: Stage, shell: Shell): void {
  for (const kind of kinds) shell.run(describe(kind));
  shell.runAll([
    iam('ListUsers'),
    iam('ListRoles'),
    iam('ListPolicies'),
    iam('GetAccountAuthorizationDetails'),
    iam('GetAccountPasswordPolicy'),
    iam('GenerateCredentialReport'),
    iam('GetCredentialReport'),
    listKeys,
    plain('rds', 'DescribeDBInstances'),
    plain('rds', 'DescribeDBSnapshots'),
    operation('lambda', 'ListFunctions20150331', 'lambda:ListFunctions'),
    plain('ecs', 'ListClusters'),
    plain('logs', 'DescribeLogGroups'),
    plain('dynamodb', 'ListTables'),
    plain('sns', 'ListTopics'),
    plain('sqs', 'ListQueues'),
    operation('monitoring', 'DescribeAlarms', 'cloudwatch:DescribeAlarms'),
    listBuckets(globalRegion),
  ]);
  const missing = failedAfterCheck('NoSuchBucketPolicy', 'The bucket policy does not exist');
  for (const bucket of [artifactsBucket(stage), lakeBuckets(stage).raw]) {
    if (bucket.account !== shell.account) continue;
    for (const read of readAllOf(bucket))
      shell.run(read, read.name === 'GetBucketPolicy' ? { answer: missing } : {});
  }
}
