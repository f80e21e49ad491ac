import type { Expressions } from '../../shared/calls/layers.ts';

/** A record’s fields that are read, by the column they become. Unlisted fields cost nothing. */
const fields: Readonly<Record<string, string>> = {
  eventID: 'eventID',
  sharedEventID: 'sharedEventID',
  eventTime: 'eventTime',
  eventSource: 'eventSource',
  eventName: 'eventName',
  eventType: 'eventType',
  eventCategory: 'eventCategory',
  managementEvent: 'managementEvent',
  readOnly: 'readOnly',
  awsRegion: 'awsRegion',
  recipientAccountId: 'recipientAccountId',
  errorCode: 'errorCode',
  errorMessage: 'errorMessage',
  sourceIPAddress: 'sourceIPAddress',
  userAgent: 'userAgent',
  requestParameters: 'requestParameters',
  u_type: 'userIdentity.type',
  u_principalId: 'userIdentity.principalId',
  u_arn: 'userIdentity.arn',
  u_accountId: 'userIdentity.accountId',
  u_accessKeyId: 'userIdentity.accessKeyId',
  u_userName: 'userIdentity.userName',
  u_invokedBy: 'userIdentity.invokedBy',
  u_credentialId: 'userIdentity.credentialId',
  u_identityProvider: 'userIdentity.identityProvider',
  u_onBehalfOf: 'userIdentity.onBehalfOf.userId',
  u_issuerArn: 'userIdentity.sessionContext.sessionIssuer.arn',
  u_sessionCreated: 'userIdentity.sessionContext.attributes.creationDate',
  a_signIn: 'responseElements.ConsoleLogin',
  a_credential: 'responseElements.credentials.accessKeyId',
  a_key: 'responseElements.accessKey.accessKeyId',
  a_user: 'responseElements.user.arn',
  a_role: 'responseElements.role.arn',
  a_policy: 'responseElements.policy.arn',
};

/** Request parameters that name what a call acts on or changes; each becomes a column `p_…`. */
const parameters = [
  'bucketName',
  'key',
  'functionName',
  'tableName',
  'queueUrl',
  'topicArn',
  'secretId',
  'keyId',
  'streamName',
  'logGroupName',
  'roleArn',
  'roleName',
  'userName',
  'groupName',
  'policyArn',
  'cluster',
  'repositoryName',
  'stackName',
  'stateMachineArn',
  'dBInstanceIdentifier',
  'name',
  'resourceArn',
  'arn',
  'instanceId',
  'accessKeyId',
  'status',
  'policyName',
  'permissionsBoundary',
  'roleSessionName',
] as const;

/**
 * The fields of a CloudTrail record that are read, as an engine type. Everything is a string, so that a number,
 * an object or nothing where text belongs costs that field and never the record.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const recordType = typeOf([...Object.values(fields), 'resources[].ARN', 'resources[].type']);

/** Names of fields at the top of a record, and inside its `userIdentity`. */
export const topNames = stepsOf(Object.values(fields).map((path) => path.split('.').slice(0, 1)));
export const identityNames = stepsOf(
  Object.values(fields)
    .map((path) => path.split('.'))
    .filter(([top]) => top === 'userIdentity')
    .map(([, ...inner]) => inner),
);

/** The columns that a record `r` is spread into. */
export const recordColumns: Expressions = {
  ...Object.fromEntries(Object.entries(fields).map(([column, path]) => [column, element(path)])),
  eventSource: `if(endsWith(${element('eventSource')}, '.cn'), substring(${element('eventSource')}, 1, length(${element('eventSource')}) - 3), ${element('eventSource')})`,
  resources: element('resources'),
  resource_arns: "tupleElement(resources, 'ARN')",
  resource_types: "tupleElement(resources, 'type')",
  p: `JSONExtract(requestParameters, '${typeOf(parameters)}')`,
  ...Object.fromEntries(parameters.map((name) => [`p_${name}`, `tupleElement(p, '${name}')`])),
};

function stepsOf(paths: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(paths.flat())];
}

/** One field of a record `r`. Written `r.field`, the engine takes the slow way of a stored subcolumn: four times slower. */
function element(path: string): string {
  return path.split('.').reduce((inner, step) => `tupleElement(${inner}, '${step}')`, 'r');
}

type Branch = Map<string, Branch>;

function typeOf(paths: readonly string[]): string {
  const root: Branch = new Map();
  for (const path of paths) {
    let branch = root;
    for (const step of path.split('.')) {
      const next = branch.get(step) ?? new Map<string, Branch>();
      branch.set(step, next);
      branch = next;
    }
  }
  return tuple(root);
}

function tuple(branch: Branch): string {
  const elements = [...branch].map(([step, inner]) => {
    if (inner.size === 0) return `${step} String`;
    return step.endsWith('[]') ? `${step.slice(0, -2)} Array(${tuple(inner)})` : `${step} ${tuple(inner)}`;
  });
  return `Tuple(${elements.join(', ')})`;
}
