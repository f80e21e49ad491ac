import type { JsonObject } from '../json.ts';
import { accountId, attributeRequest, type KubernetesCaller, sessionUser } from './callers.ts';
import type { KubernetesEstate } from './estate.ts';
import type { ServiceAccount } from './holders.ts';

const extra = 'authentication.kubernetes.io';
const everybody = 'system:authenticated';

/** Gives what an event says of who sent the request; pods are replaced every day. */
export function userOf(caller: KubernetesCaller, estate: KubernetesEstate, day: number): JsonObject {
  switch (caller.kind) {
    case 'pod': {
      const label = `pod/${accountId(caller.account)}/${day}`;
      return {
        ...accountUser(caller.account),
        extra: {
          [`${extra}/credential-id`]: [`JTI=${estate.uid(`${label}/token`)}`],
          [`${extra}/node-name`]: ['ip-10-20-14-37.eu-central-1.compute.internal'],
          [`${extra}/node-uid`]: [estate.uid('node')],
          [`${extra}/pod-name`]: [estate.podName(caller.account, day)],
          [`${extra}/pod-uid`]: [estate.uid(label)],
        },
      };
    }
    case 'issued':
      return { ...accountUser(caller.account), extra: { [`${extra}/credential-id`]: [`JTI=${caller.jti}`] } };
    case 'secret':
      return accountUser(caller.secret.account);
    case 'aws': {
      const { role, keyId, sessionName } = caller.session;
      return {
        username: sessionUser(caller.session),
        uid: `aws-iam-authenticator:${role.account.id}:${role.id}`,
        groups: [everybody],
        extra: {
          accessKeyId: [keyId],
          arn: [sessionUser(caller.session)],
          canonicalArn: [role.arn],
          principalId: [role.id],
          sessionName: [sessionName],
        },
      };
    }
    case 'person':
      return { username: caller.email, groups: [everybody] };
    case 'component':
      return { username: attributeRequest(caller).principal, groups: [...caller.groups, everybody] };
  }
}

function accountUser(account: ServiceAccount): JsonObject {
  return {
    username: accountId(account),
    uid: account.uid,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${account.namespace}`, everybody],
  };
}
