import type { Expressions } from '../../layers.ts';

/** Services whose parameters name the resource: how its ARN is put together.  */
const named: readonly (readonly [source: string, parameter: string, afterRegion: string])[] = [
  ['lambda.amazonaws.com', 'functionName', ':function:'],
  ['dynamodb.amazonaws.com', 'tableName', ':table/'],
  ['sns.amazonaws.com', 'name', ':'],
  ['secretsmanager.amazonaws.com', 'secretId', ':secret:'],
  ['secretsmanager.amazonaws.com', 'name', ':secret:'],
  ['kms.amazonaws.com', 'keyId', ':key/'],
  ['kinesis.amazonaws.com', 'streamName', ':stream/'],
  ['logs.amazonaws.com', 'logGroupName', ':log-group:'],
  ['ecs.amazonaws.com', 'cluster', ':cluster/'],
  ['eks.amazonaws.com', 'name', ':cluster/'],
  ['ecr.amazonaws.com', 'repositoryName', ':repository/'],
  ['cloudformation.amazonaws.com', 'stackName', ':stack/'],
  ['rds.amazonaws.com', 'dBInstanceIdentifier', ':db:'],
  ['ssm.amazonaws.com', 'name', ':parameter/'],
  ['ec2.amazonaws.com', 'instanceId', ':instance/'],
];

/** Parameters that may hold more than the name, but less than the ARN. */
const inOtherForm: readonly (readonly [source: string, condition: string, arn: string])[] = [
  [
    'lambda.amazonaws.com',
    "match(p_functionName, '^[0-9]{12}:function:')",
    "concat('arn:', partition, ':lambda:', awsRegion, ':', p_functionName)",
  ],
  ['kms.amazonaws.com', "startsWith(p_keyId, 'alias/')", "concat(arn_head, ':', p_keyId)"],
];

/** Of several names the first is what is acted on: a user is added to a group, a policy attached to a role. */
const iamNames: readonly (readonly [parameter: string, kind: string])[] = [
  ['groupName', 'group/'],
  ['roleName', 'role/'],
  ['userName', 'user/'],
  ['policyArn', ''],
  ['policyName', 'policy/'],
];

/**
 * What a record `r` acted on, as exactly as it tells: the denial's resource, then the record's own list, then its
 * parameters. The group replaces what varies from call to call, so that usage stays small; calls keep the exact one.
 */
export const resource: Expressions = {
  prefix: "splitByChar('.', eventSource)[1]",
  arn_head: "concat('arn:', partition, ':', prefix, ':', awsRegion, ':', account)",
  iam_head: "concat('arn:', partition, ':iam::', account, ':')",
  listed: 'arrayElement(arrayReverseSort(arn -> length(arn), resource_arns), 1)',
  by_name: `multiIf(${[...new Set(named.map(([source]) => source))].map(bySource).join(',\n    ')}, '')`,
  resource: `substring(multiIf(
    message_resource != '', message_resource,
    eventSource = 's3.amazonaws.com' AND p_bucketName != '', if(startsWith(p_bucketName, 'arn:'),
      concat(p_bucketName, if(p_key != '', '/object/', ''), p_key),
      concat('arn:', partition, ':s3:::', p_bucketName, if(p_key != '', '/', ''), p_key)),
    listed != '', listed,
    by_name != '', by_name,
    eventSource = 'iam.amazonaws.com', ${iamResource()},
    eventSource = 'sts.amazonaws.com', p_roleArn,
    p_topicArn != '', p_topicArn,
    p_stateMachineArn != '', p_stateMachineArn,
    p_queueUrl != '', concat(
      'arn:', partition, ':sqs:', awsRegion, ':', splitByChar('/', p_queueUrl)[-2], ':', splitByChar('/', p_queueUrl)[-1]),
    p_resourceArn != '', p_resourceArn,
    startsWith(p_arn, 'arn:'), p_arn,
    ''), 1, 1024)`,
  // UUIDs, long hexadecimal ids, dates and counters vary; account numbers between colons stay.
  resource_group: `multiIf(
    position(resource, ':s3:::') > 0, if(position(resource, '/') > 0, concat(substring(resource, 1, position(resource, '/')), '*'), resource),
    position(resource, '/object/') > 0, concat(substring(resource, 1, position(resource, '/object/') + 7), '*'),
    replaceRegexpAll(substring(resource, 1, 256),
      '(^|[^0-9a-zA-Z])(?i:[0-9a-f]{8}-[0-9a-f-]{27})|(^|[^:0-9a-zA-Z])(?:[0-9a-f]{8,}|[0-9]{4,}[0-9T:_-]*)|([a-zA-Z])[0-9]{6,}', '\\\\1\\\\2\\\\3*'))`,
};

function bySource(source: string): string {
  const special = inOtherForm.filter(([of]) => of === source).flatMap(([, ...branch]) => branch);
  const usual = named.filter(([of]) => of === source).flatMap(([, ...row]) => byName(...row));
  return `eventSource = '${source}', multiIf(${[...special, ...usual].join(', ')}, '')`;
}

function byName(parameter: string, afterRegion: string): readonly string[] {
  const name = `p_${parameter}`;
  // The name of a parameter may begin with the slash that the ARN has already.
  const rest = afterRegion.endsWith('/') ? `trimLeft(${name}, '/')` : name;
  return [
    `startsWith(${name}, 'arn:')`,
    name,
    `${name} != ''`,
    `concat(arn_head, '${afterRegion}', ${rest})`,
  ];
}

function iamResource(): string {
  const branches = iamNames.map(([parameter, kind]) =>
    kind === ''
      ? `p_${parameter} != '', p_${parameter}`
      : `p_${parameter} != '', concat(iam_head, '${kind}', p_${parameter})`,
  );
  return `multiIf(${branches.join(', ')}, '')`;
}
