import fc from 'fast-check';
import type { HeldDocument, PermissionNeed, PolicyHolder } from '../../../../model/policy-proposal.ts';

const account = '111122223333';
const region = 'eu-central-1';
const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;

/** Actions and resources that fit each other and cross each other in many ways. */
export const actions = [
  's3:GetObject',
  's3:PutObject',
  's3:ListBucket',
  'sqs:SendMessage',
  'logs:PutLogEvents',
  'logs:DescribeLogStreams',
  'kms:Decrypt',
  'iam:GetRole',
  'iam:PassRole',
  'dynamodb:Query',
  'dynamodb:GetItem',
  'lambda:InvokeFunction',
  'secretsmanager:GetSecretValue',
  'ec2:AttachVolume',
  'ec2:DescribeInstances',
  's3:ListAllMyBuckets',
];

export const resources = [
  '',
  'arn:aws:s3:::a',
  'arn:aws:s3:::a/k/1',
  'arn:aws:s3:::a/k/2',
  'arn:aws:s3:::a/staff/ann/x',
  'arn:aws:s3:::a/*',
  `arn:aws:s3:::a/?"}]\n\${aws:username}%{if}{{resolve:ssm:x}}\\`,
  'arn:aws:s3:::b/k/1',
  arn('sqs', 'orders'),
  arn('logs', 'log-group:/aws/x'),
  arn('logs', 'log-group:/aws/x:log-stream:1'),
  arn('kms', 'key/1'),
  arn('kms', 'alias/one'),
  `arn:aws:iam::${account}:role/web`,
  `arn:aws:iam::${account}:role/team/web`,
  `arn:aws:sts::${account}:assumed-role/web/i-1`,
  arn('dynamodb', 'table/t'),
  arn('dynamodb', 'table/t/index/i'),
  arn('lambda', 'function:f'),
  arn('lambda', 'function:f:live'),
  arn('secretsmanager', 'secret:db'),
  arn('secretsmanager', 'secret:db-AbCdEf'),
  arn('ec2', 'instance/i-1'),
  arn('ec2', 'volume/vol-1'),
];

const patterns = [
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::a',
  'arn:aws:s3:::a/*',
  'arn:aws:s3:::a/k/?',
  'arn:aws:s3:::*/k/1',
  `arn:aws:s3:::a/staff/\${aws:username}/*`,
  `arn:aws:s3:::\${aws:PrincipalTag/team}/*`,
  'arn:aws:sqs:*:*:*',
  arn('logs', 'log-group:*'),
  arn('logs', 'log-group:/aws/*:*'),
  arn('kms', 'key/*'),
  `arn:aws:iam::${account}:role/*`,
  `arn:aws:iam::*:role/team/*`,
  arn('dynamodb', 'table/*'),
  arn('lambda', 'function:f:*'),
  arn('secretsmanager', 'secret:db-*'),
  arn('ec2', 'volume/*'),
  arn('ec2', 'instance/*'),
];

const actionPatterns = [
  '*',
  's3:*',
  's3:Get*',
  '*:*Object',
  'logs:*',
  'iam:*',
  'ec2:*',
  'dynamodb:*',
  ...actions,
];

const some = (list: readonly string[]) => fc.subarray([...list], { minLength: 1, maxLength: 3 });

const statement = fc
  .record({
    effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    isNotAction: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    actions: some(actionPatterns),
    isNotResource: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    resources: some(patterns),
    condition: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      { Bool: { 'aws:SecureTransport': 'true' } },
      { StringEquals: { 'aws:PrincipalTag/team': ['x', 'y'] }, Null: { 'k:a': false } },
    ),
  })
  .map(({ effect, isNotAction, actions: action, isNotResource, resources: resource, condition }) => ({
    Effect: effect,
    [isNotAction ? 'NotAction' : 'Action']: action,
    [isNotResource ? 'NotResource' : 'Resource']: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  }));

/** A holder of a few documents, some of them broken or old, some through a group. */
export const holders: fc.Arbitrary<PolicyHolder> = fc
  .array(
    fc.record({
      statements: fc.array(statement, { maxLength: 4 }),
      version: fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17'),
      isBroken: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      isOfGroup: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((documents) => ({
    account,
    principalId: `arn:aws:iam::${account}:user/ann`,
    principalKind: 'user',
    held: documents.map(({ statements, version, isBroken, isOfGroup }, i): HeldDocument => {
      const name = `P${i}`;
      const document = { Version: version, Statement: isBroken ? [...statements, {}] : statements };
      const path = isOfGroup ? ['group/g', `policy/${name}`] : [`policy/${name}`];
      return { id: name, kind: 'managed', name, document: JSON.stringify(document), path };
    }),
  }));

/** Needs of any kind, as usage would give them. */
export const needLists: fc.Arbitrary<readonly PermissionNeed[]> = fc.array(
  fc.record({
    permission: fc.constantFrom(...actions),
    reason: fc.constantFrom('used', 'used', 'used', 'kept', 'young', 'wanted'),
    resources: fc.array(
      fc
        .record({ resource: fc.constantFrom(...resources), days: fc.constantFrom(1, 2, 90) })
        .map(({ resource, days }) => ({ resource, group: groupOf(resource), days })),
      { maxLength: 8 },
    ),
  }),
  { maxLength: 8 },
);

function groupOf(resource: string): string {
  return resource.replace(/^(arn:aws:s3:::[^/]*\/).*$/s, '$1*').replace(/(?<=[:/-])\d+$/, '*');
}
