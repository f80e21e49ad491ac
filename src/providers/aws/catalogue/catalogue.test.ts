import { describe, expect, it } from 'vitest';
import { levels } from '../../../model/permission.ts';
import { awsCatalogue } from './index.ts';

const permissions = awsCatalogue.permissions();
const names = new Set(permissions.map(({ name }) => name));

describe('permissions', () => {
  it('have ids and names of their own, in any letter case', () => {
    expect(new Set(permissions.map(({ id }) => id)).size).toBe(permissions.length);
    expect(new Set(permissions.map(({ name }) => name.toLowerCase())).size).toBe(permissions.length);
    expect(permissions.every(({ id }) => Number.isInteger(id) && id > 0)).toBe(true);
  });

  it('keep the ids they were first given, so that stored bitmaps stay true', () => {
    const ids = [
      'a2c:GetContainerizationJobDetails',
      'ec2:RunInstances',
      'iam:PassRole',
      's3:GetObject',
      'xray:UpdateTraceSegmentDestination',
    ];
    expect(ids.map((name) => awsCatalogue.find(name)?.id)).toEqual([1, 7629, 10307, 17680, 22091]);
  });

  it('have a service, a level and a spelling that IAM would accept', () => {
    const odd = permissions.filter(
      ({ name, service, level }) =>
        !name.startsWith(`${service}:`) ||
        !levels.includes(level) ||
        !/^[a-z0-9-]+:[A-Za-z0-9-]+$/.test(name),
    );
    expect(odd).toEqual([]);
  });

  it('are found in any letter case, and nothing else is', () => {
    expect(awsCatalogue.find('S3:getobject')?.name).toBe('s3:GetObject');
    expect(
      ['s3:NoSuchAction', 's3', '', ':', '__proto__:toString'].map((name) => awsCatalogue.find(name)),
    ).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('know the switch that records them exactly when they are recorded as data', () => {
    for (const { recorded, dataKind } of permissions)
      expect(dataKind !== undefined).toBe(recorded === 'data');
  });

  it.each([
    ['ec2:RunInstances', 'always', undefined],
    ['kms:Decrypt', 'always', undefined],
    ['s3:ListAllMyBuckets', 'always', undefined],
    ['s3:GetObject', 'data', 'AWS::S3::Object'],
    ['s3:ListBucket', 'data', 'AWS::S3::Object'],
    ['lambda:InvokeFunction', 'data', 'AWS::Lambda::Function'],
    ['dynamodb:PartiQLSelect', 'data', 'AWS::DynamoDB::Table'],
    ['dynamodb:GetRecords', 'data', 'AWS::DynamoDB::Stream'],
    ['sqs:SendMessage', 'data', 'AWS::SQS::Queue'],
    ['cloudwatch:PutMetricData', 'data', 'AWS::CloudWatch::Metric'],
    ['iam:PassRole', 'never', undefined],
    ['s3:GetObjectVersion', 'never', undefined],
    ['s3:BypassGovernanceRetention', 'never', undefined],
    ['logs:PutLogEvents', 'never', undefined],
    ['ses:SendRawEmail', 'never', undefined],
    ['rds-db:connect', 'never', undefined],
  ])('%s is recorded %s', (name, recorded, dataKind) => {
    expect(awsCatalogue.find(name)).toMatchObject(
      dataKind === undefined ? { recorded } : { recorded, dataKind },
    );
  });

  it('are called recorded only where some operation would show their use', () => {
    const shown = new Set(awsCatalogue.operations().flatMap((row) => row.permissions));
    expect(permissions.filter(({ name, recorded }) => recorded !== 'never' && !shown.has(name))).toEqual([]);
  });
});

describe('operations', () => {
  const rows = awsCatalogue.operations();

  it('are there once each', () => {
    expect(new Set(rows.map(({ source, name }) => `${source} ${name}`)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(20_000);
  });

  it('say what lookup says', () => {
    const differing = rows.filter(({ source, name, ...row }) => {
      const found = awsCatalogue.lookup({ source, name });
      return found.basis !== row.basis || found.permissions.join() !== row.permissions.join();
    });
    expect(differing).toEqual([]);
  });

  it('need permissions that IAM has', () => {
    expect(rows.flatMap((row) => row.permissions).filter((name) => !names.has(name))).toEqual([]);
  });

  it('bear names that no version would be cut from', () => {
    expect(rows.filter(({ name }) => awsCatalogue.withoutVersion(name) !== name)).toEqual([]);
  });
});

describe('resource kinds', () => {
  it('have an ARN pattern, but for the ones that IAM itself leaves open', () => {
    const open = permissions.filter(
      ({ name, resourceKinds }) => awsCatalogue.resourceKindsOf(name).length < resourceKinds.length,
    );
    expect(open.length / permissions.length).toBeLessThan(0.01);
    expect(awsCatalogue.resourceKindsOf('s3:GetObject')).toContainEqual({
      kind: 'object',
      arn: expect.stringMatching(/^arn:[^:]+:s3:::[^/]+\/[^/]+$/),
    });
  });

  it('that a statement must name are among the kinds of the permission', () => {
    expect(awsCatalogue.requiredKinds('lambda:CreateFunction')).toEqual(['function']);
    expect(awsCatalogue.requiredKinds('s3:ListAllMyBuckets')).toEqual([]);
    expect(awsCatalogue.requiredKinds('no:Such')).toEqual([]);
  });
});

describe('role-passing parameters', () => {
  const parameters = awsCatalogue.passRoleParameters();
  const pathsOf = (source: string, name: string): readonly string[] | undefined =>
    parameters.find((row) => row.source === source && row.name === name)?.paths;

  it.each([
    ['lambda.amazonaws.com', 'CreateFunction', 'role'],
    ['ec2.amazonaws.com', 'RunInstances', 'iamInstanceProfile.arn'],
    ['ecs.amazonaws.com', 'RegisterTaskDefinition', 'taskRoleArn'],
    ['glue.amazonaws.com', 'CreateJob', 'role'],
    ['states.amazonaws.com', 'CreateStateMachine', 'roleArn'],
    ['cloudformation.amazonaws.com', 'CreateStack', 'roleARN'],
    ['s3.amazonaws.com', 'PutBucketReplication', 'ReplicationConfiguration.Role'],
    ['iam.amazonaws.com', 'AddRoleToInstanceProfile', 'roleName'],
    ['events.amazonaws.com', 'PutTargets', 'targets[].roleArn'],
  ])('%s %s names its role in %s', (source, name, path) => {
    expect(pathsOf(source, name)).toContain(path);
  });

  it('are not seen in calls that assume a role or look at one', () => {
    expect(pathsOf('sts.amazonaws.com', 'AssumeRole')).toBeUndefined();
    expect(pathsOf('iam.amazonaws.com', 'GetInstanceProfile')).toBeUndefined();
  });
});

describe('companions', () => {
  it('are permissions that IAM has, other than the one they accompany', () => {
    for (const [name, others] of awsCatalogue.companions()) {
      expect(names.has(name)).toBe(true);
      expect(others.filter((other) => !names.has(other) || other === name)).toEqual([]);
    }
  });

  it.each([
    ['ec2:RunInstances', 'ec2:CreateTags'],
    ['s3:GetObject', 's3:GetObjectVersion'],
    ['iam:CreateRole', 'iam:TagRole'],
    ['lambda:CreateFunction', 'iam:PassRole'],
  ])('of %s include %s', (name, companion) => {
    expect(awsCatalogue.companions().get(name)).toContain(companion);
  });
});
