import type { Json, JsonObject } from '../../json.ts';
import type { Account } from '../accounts.ts';
import { type Operation, operation } from '../operation.ts';
import type { KmsKey } from '../resources.ts';
import { decryptFor } from './kms.ts';

/** Reads a secret; one under a customer's key makes AWS decrypt with the caller's rights. */
export function getSecretValue(account: Account, region: string, name: string, kmsKey?: KmsKey): Operation {
  const secretId = `arn:aws:secretsmanager:${region}:${account.id}:secret:${name}-Xk42pQ`;
  return operation(
    'secretsmanager',
    'GetSecretValue',
    'secretsmanager:GetSecretValue',
    { secretId },
    {
      forwards: kmsKey === undefined ? [] : [decryptFor(kmsKey, { SecretARN: secretId })],
    },
  );
}

/** Reads settings below a path. */
export function getParametersByPath(path: string): Operation {
  return operation('ssm', 'GetParametersByPath', 'ssm:GetParametersByPath', {
    path,
    recursive: true,
    withDecryption: false,
  });
}

/** Reads one setting. */
export function getParameter(name: string, kmsKey?: KmsKey): Operation {
  return operation(
    'ssm',
    'GetParameter',
    'ssm:GetParameter',
    { name, withDecryption: kmsKey !== undefined },
    {
      forwards: kmsKey === undefined ? [] : [decryptFor(kmsKey, { PARAMETER_ARN: name })],
    },
  );
}

/** Tells Systems Manager that an instance lives. */
export function updateInstanceInformation(instanceId: string, address: string): Operation {
  return operation('ssm', 'UpdateInstanceInformation', 'ssm:UpdateInstanceInformation', {
    instanceId,
    agentVersion: '3.3.2299.0',
    agentStatus: 'Active',
    platformType: 'Linux',
    platformName: 'Amazon Linux',
    platformVersion: '2023',
    iPAddress: address,
    computerName: `ip-${address.replaceAll('.', '-')}.${'eu-central-1.compute.internal'}`,
    agentName: 'amazon-ssm-agent',
  });
}

/** Reads measurements: a data call, which the trail records. */
export function getMetricData(namespace: string, metricName: string, from: string, to: string): Operation {
  return operation(
    'monitoring',
    'GetMetricData',
    'cloudwatch:GetMetricData',
    {
      metricDataQueries: [
        { id: 'm1', metricStat: { metric: { namespace, metricName }, period: 300, stat: 'Average' } },
      ],
      startTime: from,
      endTime: to,
    },
    { dataKind: 'AWS::CloudWatch::Metric', isRecorded: true },
  );
}

/** Sends a mail: a data call, which the trail records. */
export const sendMail: Operation = operation(
  'ses',
  'SendRawEmail',
  'ses:SendRawEmail',
  { destinations: ['HIDDEN_DUE_TO_SECURITY_REASONS'] },
  { isReadOnly: false, dataKind: 'AWS::SES::EmailIdentity', isRecorded: true },
);

/** Works on an item of a table: a data call, recorded only where told. */
export function item(
  name: 'GetItem' | 'PutItem' | 'UpdateItem' | 'Query',
  account: Account,
  region: string,
  tableName: string,
): Operation {
  const arn = `arn:aws:dynamodb:${region}:${account.id}:table/${tableName}`;
  return operation(
    'dynamodb',
    name,
    `dynamodb:${name}`,
    { tableName, key: { id: '****' } },
    {
      isReadOnly: name === 'GetItem' || name === 'Query',
      dataKind: 'AWS::DynamoDB::Table',
      isRecorded: false,
      resources: [{ arn, type: 'AWS::DynamoDB::Table', accountId: account.id }],
    },
  );
}

/** Works on the messages of a queue: a data call, recorded only where told. */
export function message(
  name: 'SendMessage' | 'ReceiveMessage' | 'DeleteMessage',
  account: Account,
  region: string,
  queue: string,
): Operation {
  const queueUrl = `https://sqs.${region}.amazonaws.com/${account.id}/${queue}`;
  return operation(
    'sqs',
    name,
    `sqs:${name}`,
    { queueUrl },
    {
      isReadOnly: name === 'ReceiveMessage',
      dataKind: 'AWS::SQS::Queue',
      isRecorded: false,
    },
  );
}

/** Makes a call whose permission has the name of service and call. */
export function plain(
  service: string,
  name: string,
  parameters: JsonObject | null = null,
  response: Json = null,
): Operation {
  return operation(service, name, `${service}:${name}`, parameters, { response });
}
