import { callOutputs, type Expressions, layered } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';
import { changes } from './changes.ts';
import { recordsIn } from './envelope.ts';
import { identity } from './identity.ts';
import { outcome } from './outcome.ts';
import { recordColumns } from './record.ts';
import { resource } from './resource.ts';

/** What becomes of a record; only a call is kept, everything else is counted with its reason. */
const disposition: Expressions = {
  // Left alone, the engine makes up a missing year and carries an impossible hour over into the next day.
  seen_at: `if(
    match(eventTime, '^[1-9][0-9]{3}(-[01][0-9]-(0[1-9]|[123][0-9])([T ]([01][0-9]|2[0-3]):[0-5][0-9].*)?|[0-9]{4}[0-9T].*)$'),
    parseDateTimeBestEffortOrNull(eventTime),
    NULL)`,
  reason: `multiIf(
    eventType = 'AwsCloudTrailInsight' OR eventCategory = 'Insight', 'insight event',
    startsWith(eventSource, 'aws:'), 'not a CloudTrail record',
    eventName = '' AND eventID = '' AND eventTime = '', if(is_json, 'not a CloudTrail record', 'broken JSON'),
    eventName = '' OR eventSource = '', 'record without an operation',
    isNull(seen_at), 'record without a readable time',
    seen_at < toDateTime('2006-01-01 00:00:00', 'UTC') OR toUnixTimestamp(seen_at) > {now: UInt32} + 86400, 'record with an impossible time',
    eventType = 'AwsServiceEvent' AND u_type IN ('', 'AWSService'), 'service event without a caller',
    '')`,
  disposition: `multiIf(
    reason = '', 'call',
    reason IN ('insight event', 'service event without a caller', 'not a CloudTrail record'), 'ignored',
    'unreadable')`,
};

/** What is recorded of a call: its place, its recording category, and its operation as the table spells it. */
const call: Expressions = {
  time: "toDateTime64(assumeNotNull(seen_at), 3, 'UTC')",
  event_id: `if(eventID != '', substring(eventID, 1, 128), lower(hex(sipHash128(
      eventTime, eventSource, eventName, awsRegion, recipientAccountId, u_arn, u_principalId, u_accessKeyId,
      sourceIPAddress, userAgent, errorCode, errorMessage, parameters_hash))))`,
  call_id: "if(sharedEventID != '', substring(sharedEventID, 1, 128), event_id)",
  account: "substring(if(recipientAccountId != '', recipientAccountId, u_accountId), 1, 128)",
  is_copy:
    "sharedEventID != '' AND u_accountId != '' AND recipientAccountId != '' AND u_accountId != recipientAccountId",
  source: 'substring(eventSource, 1, 128)',
  operation: 'substring(eventName, 1, 128)',
  region: 'substring(awsRegion, 1, 64)',
  address: 'substring(sourceIPAddress, 1, 128)',
  agent: 'substring(userAgent, 1, 256)',
  error_code: 'substring(errorCode, 1, 128)',
  is_read:
    "readOnly = 'true' OR (readOnly = '' AND match(operation, '^(Get|List|Describe|Head|Lookup|BatchGet|Query|Scan|Search)'))",
  is_data: "eventCategory = 'Data' OR managementEvent = 'false'",
  listed_type: `if(empty(resource_types), '', arrayFirst(type -> type != '' AND type != 'AWS::S3::Bucket', resource_types))`,
};

/** What is only known once the operation table has answered. */
const mapped: Expressions = {
  is_named: "message_permission != '' AND message_permission IN (known)",
  permissions: `if(is_named, [message_permission], if(passes_role AND names_role, arrayConcat(mapped, ['iam:PassRole']), mapped))`,
  // Signing in needs no permission, except through the doors that IAM guards.
  basis: `multiIf(
    is_named, 'message',
    mapped_basis != '', mapped_basis,
    source = 'signin.amazonaws.com' AND NOT endsWith(operation, 'WithIAM'), 'none',
    'unknown')`,
  category: `multiIf(
    eventCategory = 'NetworkActivity', 'network',
    is_data OR (eventCategory = '' AND managementEvent = '' AND mapped_category != ''), concat('data:', if(mapped_category != '', mapped_category, if(listed_type != '', listed_type, prefix))),
    is_read, 'management-read',
    'management-write')`,
};

/** What a request’s parameters hold when they name a role for a service to use, by its ARN or by its name alone. */
const roleMarks = [
  ':role/',
  ':instance-profile/',
  'Role":"',
  'role":"',
  'oleArn":"',
  'oleARN":"',
  'oleName":"',
  'nstanceProfile":"',
  'nstanceProfile":{"',
];

const read: Expressions = {
  ...recordColumns,
  names_role: `multiSearchAny(requestParameters, [${roleMarks.map((mark) => quote(mark)).join(', ')}])`,
  parameters_hash: "if(eventID = '', cityHash64(requestParameters), 0)",
  // Lambda and CloudFront put the version of their interface into the name.
  plain_operation: `if(substring(eventName, -1) BETWEEN '0' AND '9',
    replaceRegexpOne(eventName, '([0-9]{8}(v[0-9]+)?|[0-9]{4}_[0-9]{2}_[0-9]{2})$', ''),
    eventName)`,
};

/**
 * The one SELECT from raw CloudTrail lines to calls and changes. `source` yields `(line String, file_id UInt64)`.
 * The operation table decides the permission, unless the denial message names it; what neither knows is `unknown`.
 */
export function selectCalls(source: string, envelope: string): string {
  // The line goes no further: carried along, a document of a thousand records would be copied a thousand times.
  const records = {
    sql: `SELECT file_id, is_json, arrayJoin(found) AS r FROM (${recordsIn(source, envelope)})`,
    columns: ['file_id', 'is_json', 'r'],
  };
  const columns = ['file_id', 'is_json', ...Object.keys(read)].filter(
    (name) => !['p', 'requestParameters', 'resources'].includes(name),
  );
  // The join comes first because it also gathers the blocks of many small files into large ones.
  const joined = `
    SELECT *
    FROM (${layered(records, read, columns)}) AS record
    LEFT ANY JOIN (
      SELECT source AS mapped_source, operation AS mapped_operation, permissions AS mapped, basis AS mapped_basis,
        category AS mapped_category, passes_role
      FROM operations_v1
      WHERE provider = 'aws'
    ) AS mapping ON mapped_source = eventSource AND mapped_operation = plain_operation`;
  const rows = layered(
    { sql: joined, columns: [...columns, 'mapped', 'mapped_basis', 'mapped_category', 'passes_role'] },
    { ...disposition, ...outcome, ...identity, ...call, ...resource, ...changes, ...mapped },
    callOutputs,
  );
  return `WITH known AS (SELECT permission FROM permissions_v1 WHERE provider = 'aws')
SELECT 'aws' AS provider, * FROM (${rows})`;
}
