import type { Random } from '../../demo/random.ts';
import { type Caller, makeCallers } from './callers.ts';
import { drawOperations, type Operation } from './operations.ts';
import { weighted } from './weighted.ts';

/** Gives records of one account’s log, as JSON text. */
export type RecordMaker = (account: string, region: string, time: Date) => string;

export const accounts: readonly string[] = ['111122223333', '222233334444', '333344445555'];

const callersCount = 130;
const operationsCount = 300;
const deniedShare = 0.04;
const failedShare = 0.02;

/** Makes records after the form of CloudTrail’s, about 1.6 kB each: some callers and operations lead, many follow. */
export function recordMaker(random: Random): RecordMaker {
  const operations = drawOperations(random.split('operations'), operationsCount);
  const callers = makeCallers(random.split('callers'), { accounts, operations, count: callersCount });
  const callerOf = new Map(
    accounts.map((account) => [account, weighted(callers.filter((caller) => caller.account === account))]),
  );
  return (account, region, time) => {
    const caller = callerOf.get(account)?.(random);
    if (!caller) throw new RangeError(`no callers in account ${account}`);
    return record(random, caller, region, time);
  };
}

function record(random: Random, caller: Caller, region: string, time: Date): string {
  const operation = caller.operationOf(random);
  const { source, name, isRead, isData } = operation;
  const outcome = random.next();
  const identity = caller.identity(random);
  const error =
    outcome < deniedShare ? denial(operation) : outcome < deniedShare + failedShare ? failure : '';
  const listed = operation.resources(random, caller);
  const host = `${source.replace('.amazonaws', `.${region}.amazonaws`)}`;
  const agent = random.pick(caller.agents);
  return `{"eventVersion":"1.11","userIdentity":${identity},"eventTime":"${time.toISOString().slice(0, 19)}Z","eventSource":"${source}","eventName":"${name}","awsRegion":"${region}","sourceIPAddress":"${random.pick(caller.addresses)}","userAgent":"${agent}",${error}"requestParameters":${operation.parameters(random, caller)},"responseElements":${error === '' ? operation.answer(random) : 'null'},${isData ? dataFacts(random) : ''}"requestID":"${random.uuid()}","eventID":"${random.uuid()}","readOnly":${isRead},${listed === '' ? '' : `"resources":[${listed}],`}"eventType":"AwsApiCall","managementEvent":${!isData},"recipientAccountId":"${caller.account}","eventCategory":"${isData ? 'Data' : 'Management'}","tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"${host}"}}`;
}

function dataFacts(random: Random): string {
  return `"additionalEventData":{"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredIn":0,"bytesTransferredOut":${random.below(100_000)},"AuthenticationMethod":"AuthHeader","x-amz-id-2":"${random.alphanumeric(40)}"},`;
}

const failure =
  '"errorCode":"ResourceNotFoundException","errorMessage":"Requested resource was not found in this region",';

function denial({ source, name }: Operation): string {
  const permission = `${source.split('.')[0]}:${name}`;
  return `"errorCode":"AccessDenied","errorMessage":"User: arn:aws:sts::111122223333:assumed-role/service-task/session is not authorized to perform: ${permission} on resource: arn:aws:${source.split('.')[0]}:eu-west-1:111122223333:thing/app because no identity-based policy allows the ${permission} action",`;
}
