import { type Account, accounts, homeRegion } from '../aws/accounts.ts';
import type { Operation } from '../aws/operation.ts';
import { operation } from '../aws/operation.ts';
import { ecs } from '../aws/operations/compute.ts';
import { describe, describeInstances, ec2, instancesCall } from '../aws/operations/ec2.ts';
import { iam } from '../aws/operations/iam.ts';
import { getParameter, plain } from '../aws/operations/platform.ts';
import { getObject, listBuckets, listObjects, putObject, readBucket } from '../aws/operations/s3.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../world.ts';
import { artifactsBucket } from './buckets.ts';
import type { PermissionSet } from './permission-sets.ts';

type Habit = (random: Random) => Operation;

/** Gives what people with a permission set usually do in an account. */
export function staffHabits(stage: Stage, account: Account, set: PermissionSet): readonly Habit[] {
  switch (set) {
    case 'Engineer':
      return [...looking(stage, account), ...building(stage, account)];
    case 'Administrator':
      return [...looking(stage, account), ...auditing];
    case 'ReadOnly':
      return looking(stage, account);
    case 'DataAnalyst':
      return querying(stage);
    case 'Support':
      return supporting(stage);
    case 'SecurityAudit':
      return auditing;
  }
}

function looking(stage: Stage, account: Account): readonly Habit[] {
  const bucket = artifactsBucket(stage);
  const logGroup = `/ecs/${account.name}`;
  return [
    () => describeInstances(),
    () => describe('SecurityGroups', 'securityGroupSet'),
    () => describe('Subnets', 'subnetSet'),
    () => ecs('ListServices', { cluster: account.name }),
    () => ecs('DescribeServices', { cluster: account.name, services: ['tracking-worker'] }),
    () => plain('logs', 'DescribeLogGroups', { limit: 50 }),
    () => plain('logs', 'FilterLogEvents', { logGroupName: logGroup, filterPattern: 'ERROR' }),
    () => plain('logs', 'GetLogEvents', { logGroupName: logGroup, startFromHead: false }),
    () => operation('lambda', 'ListFunctions20150331', 'lambda:ListFunctions', { maxItems: 50 }),
    () => operation('monitoring', 'DescribeAlarms', 'cloudwatch:DescribeAlarms', { maxRecords: 100 }),
    () => listBuckets(homeRegion),
    () => readBucket('GetBucketLocation', bucket),
    () => plain('rds', 'DescribeDBInstances'),
    () => plain('cloudformation', 'DescribeStacks'),
  ];
}

function building(stage: Stage, account: Account): readonly Habit[] {
  const { resources } = stage.aws.estate;
  const workspace = resources.bucket(account, `${account.name}-workspace`);
  return [
    (random) => putObject(workspace, `builds/${random.hex(8)}.zip`),
    () => listObjects(workspace, 'builds/'),
    (random) =>
      operation('ssm', 'PutParameter', 'ssm:PutParameter', {
        name: `/dev/flag-${random.below(9)}`,
        type: 'String',
        overwrite: true,
      }),
    () => getParameter('/dev/database-url', resources.kmsKey(account, 'ssm')),
    (random) =>
      ec2('CreateTags', {
        resourcesSet: { items: [{ resourceId: resources.id('i', `dev-${random.below(4)}`) }] },
        tagSet: { items: [{ key: 'branch', value: 'feature' }] },
      }),
    (random) => instancesCall('StopInstances', [resources.id('i', `dev-${random.below(4)}`)]),
    (random) => instancesCall('StartInstances', [resources.id('i', `dev-${random.below(4)}`)]),
    (random) =>
      operation('lambda', 'UpdateFunctionConfiguration20150331v2', 'lambda:UpdateFunctionConfiguration', {
        functionName: `dev-${random.below(5)}`,
        timeout: 30,
      }),
  ];
}

function querying(stage: Stage): readonly Habit[] {
  const { resources } = stage.aws.estate;
  const results = resources.bucket(accounts.data, 'meridian-athena-results', {
    kmsKey: resources.kmsKey(accounts.data, 'lake'),
  });
  const tables = ['shipments', 'invoices', 'lanes', 'carriers'];
  return [
    (random) =>
      operation('athena', 'StartQueryExecution', 'athena:StartQueryExecution', {
        queryString: '***OMITTED***',
        workGroup: 'primary',
        queryExecutionContext: { database: 'curated' },
        clientRequestToken: random.uuid(),
      }),
    (random) => plain('athena', 'GetQueryExecution', { queryExecutionId: random.uuid() }),
    (random) => plain('athena', 'GetQueryResults', { queryExecutionId: random.uuid(), maxResults: 1000 }),
    () => plain('athena', 'ListWorkGroups'),
    () => plain('glue', 'GetDatabases'),
    (random) => plain('glue', 'GetTable', { databaseName: 'curated', name: random.pick(tables) }),
    (random) => plain('glue', 'GetPartitions', { databaseName: 'curated', tableName: random.pick(tables) }),
    (random) => getObject(results, `${random.uuid()}.csv`),
  ];
}

function supporting(stage: Stage): readonly Habit[] {
  const { resources } = stage.aws.estate;
  return [
    () => plain('ssm', 'DescribeInstanceInformation', { maxResults: 50 }),
    (random) =>
      operation('ssm', 'StartSession', 'ssm:StartSession', {
        target: resources.id('i', `prod-${random.below(6)}`),
      }),
    (random) =>
      operation('ssm', 'TerminateSession', 'ssm:TerminateSession', {
        sessionId: `support-${random.hex(17)}`,
      }),
    () => describeInstances(),
    () => iam('ListUsers'),
    () => iam('ListMFADevices'),
    () => iam('ListAccessKeys'),
  ];
}

const auditing: readonly Habit[] = [
  () => iam('ListRoles'),
  () => iam('ListPolicies', { scope: 'Local' }),
  () => iam('GetAccountSummary'),
  () => iam('GenerateCredentialReport'),
  () => iam('GetCredentialReport'),
  () => plain('cloudtrail', 'LookupEvents', { maxResults: 50 }),
  () => plain('cloudtrail', 'DescribeTrails'),
  () => plain('config', 'DescribeConfigRules'),
  () => plain('guardduty', 'ListDetectors'),
];
