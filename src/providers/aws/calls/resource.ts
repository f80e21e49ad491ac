import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';

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

const sources = [...new Set(named.map(([source]) => source))];

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
  listed: `if(length(resource_arns) < 2, resource_arns[1], arrayReverseSort(arn -> length(arn), resource_arns)[1])`,
  namer: `transform(eventSource, [${sources.map((source) => quote(source)).join(', ')}], [${sources.map((_, index) => index + 1).join(', ')}], 0)`,
  own_name: `multiIf(${sources.map((source, index) => `namer = ${index + 1}, ${nameIn(source)}`).join(', ')}, '')`,
  after_region: `arrayElement([${sources.map((source) => quote(afterRegionOf(source))).join(', ')}], namer)`,
  // A parameter may hold more than the name but less than the ARN, or begin with the slash that the ARN has already.
  by_name: `multiIf(
    own_name = '' OR startsWith(own_name, 'arn:'), own_name,
    prefix = 'lambda' AND match(own_name, '^[0-9]{12}:function:'), concat('arn:', partition, ':lambda:', awsRegion, ':', own_name),
    prefix = 'kms' AND startsWith(own_name, 'alias/'), concat(arn_head, ':', own_name),
    endsWith(after_region, '/'), concat(arn_head, after_region, trimLeft(own_name, '/')),
    concat(arn_head, after_region, own_name))`,
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

/** Of several parameters the first that is given. */
function nameIn(source: string): string {
  const [first = "''", ...others] = named.filter(([of]) => of === source).map(([, name]) => `p_${name}`);
  return others.reduce((name, other) => `if(${name} != '', ${name}, ${other})`, first);
}

function afterRegionOf(source: string): string {
  return named.find(([of]) => of === source)?.[2] ?? '';
}

function iamResource(): string {
  const branches = iamNames.map(([parameter, kind]) =>
    kind === ''
      ? `p_${parameter} != '', p_${parameter}`
      : `p_${parameter} != '', concat(iam_head, '${kind}', p_${parameter})`,
  );
  return `multiIf(${branches.join(', ')}, '')`;
}
