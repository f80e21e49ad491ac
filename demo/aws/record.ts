import type { Json, JsonObject } from '../json.ts';
import { isoSeconds } from '../time.ts';
import { type Account, globalRegion } from './accounts.ts';
import type { Call } from './call.ts';
import type { Caller } from './callers.ts';
import type { Operation } from './operation.ts';
import { foreignIdentity, userIdentity } from './user-identity.ts';

/** Differences between the copies of one call that two accounts record. */
export interface Copy {
  readonly eventId: string;
  readonly recipient: Account;
  readonly isForeign: boolean;
  readonly sharedEventId?: string;
  readonly requestId: string;
}

const versions: Readonly<Record<string, string>> = {
  signin: '1.08',
  s3: '1.11',
  sts: '1.08',
  ssm: '1.08',
  rds: '1.08',
};
const textBytesMax = 4_096;

/** Writes a call as CloudTrail does, fields in its order; gives the JSON text of the record. */
export function recordText(call: Call, copy: Copy): string {
  const { operation, answer, origin } = call;
  const isSuccess = answer.errorCode === undefined;
  return JSON.stringify({
    eventVersion: versions[operation.service] ?? '1.11',
    userIdentity: copy.isForeign ? foreignIdentity(call.caller) : userIdentity(call.caller, call.forwarding),
    eventTime: isoSeconds(call.at),
    eventSource: `${operation.service}.amazonaws.com`,
    eventName: operation.name,
    awsRegion: operation.isGlobal ? globalRegion : call.region,
    sourceIPAddress: origin.address,
    userAgent: origin.agent,
    errorCode: answer.errorCode,
    errorMessage: answer.errorMessage?.slice(0, textBytesMax),
    requestParameters: operation.parameters,
    responseElements: isSuccess ? (operation.response ?? null) : null,
    additionalEventData: additionalData(call),
    requestID: operation.eventType === 'AwsConsoleSignIn' ? undefined : copy.requestId,
    eventID: copy.eventId,
    readOnly: operation.isReadOnly,
    resources: operation.resources?.map(({ arn, type, accountId }) => ({ accountId, type, ARN: arn })),
    eventType: operation.eventType ?? 'AwsApiCall',
    managementEvent: operation.dataKind === undefined,
    recipientAccountId: copy.recipient.id,
    sharedEventID: copy.sharedEventId,
    vpcEndpointId: origin.vpcEndpointId,
    vpcEndpointAccountId: origin.vpcEndpointId === undefined ? undefined : copy.recipient.id,
    eventCategory: operation.dataKind === undefined ? 'Management' : 'Data',
    tlsDetails: tlsDetails(call),
    sessionCredentialFromConsole: isConsole(call.caller) ? 'true' : undefined,
  });
}

/** Makes a request id in the form of the service. */
export function requestId(call: Call): string {
  return call.operation.service === 's3' ? call.random.base32(16) : call.random.uuid();
}

/** Gives the host that a caller of this operation connects to. */
function hostOf(operation: Operation, region: string): string {
  if (operation.host !== undefined) return operation.host;
  return operation.isGlobal
    ? `${operation.service}.amazonaws.com`
    : `${operation.service}.${region}.amazonaws.com`;
}

function additionalData(call: Call): JsonObject | undefined {
  const { operation, random } = call;
  if (operation.service !== 's3' || operation.eventType !== undefined) return operation.additional;
  return {
    SignatureVersion: call.caller.kind === 'anonymous' ? undefined : 'SigV4',
    CipherSuite: 'TLS_AES_128_GCM_SHA256',
    bytesTransferredIn: operation.isReadOnly ? 0 : random.below(2_000_000),
    AuthenticationMethod: call.caller.kind === 'anonymous' ? undefined : 'AuthHeader',
    'x-amz-id-2': `${random.alphanumeric(43)}=`,
    bytesTransferredOut: operation.isReadOnly ? random.below(2_000_000) : 0,
    ...operation.additional,
  };
}

function tlsDetails({ operation, origin, region }: Call): Json | undefined {
  if (origin.place === undefined || operation.eventType === 'AwsServiceEvent') return undefined;
  return {
    tlsVersion: 'TLSv1.3',
    cipherSuite: 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: hostOf(operation, region),
  };
}

function isConsole(caller: Caller): boolean {
  return (caller.kind === 'user-session' || caller.kind === 'role-session') && caller.isConsole === true;
}
