import type { Retirement, RetirementSubject } from '../../provider.ts';
import { shellWord } from '../../shared/text/shell-word.ts';
import { accountOf, nameInCluster } from '../rbac/subject.ts';
import { inNamespace, kubectl } from './kubectl.ts';

/** Gives the commands that take a token out of use: first such that can be undone, then such that cannot. */
export function retire(token: RetirementSubject): Retirement {
  const owner = accountOf(token.principalId);
  if (owner === undefined) return byHand(handsOf(token));
  const { namespace, name } = owner;
  switch (token.kind) {
    case 'secret-token':
      return retireSecrets(namespace, name);
    case 'service-account-token':
      return retireIssued(token.id, namespace, name);
    case 'session':
      return retireSessions(namespace, name);
    default:
      return byHand(`there is no command that acts on a ${token.kind} of a service account`);
  }
}

/** https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#delete-token */
function retireSecrets(namespace: string, name: string): Retirement {
  const list = `${kubectl('get', 'secrets', ...inNamespace(namespace), '--field-selector', 'type=kubernetes.io/service-account-token', '--output', 'json')} | jq --raw-output ${shellWord(`.items[] | select(.metadata.annotations["kubernetes.io/service-account.name"] == ${JSON.stringify(name)}) | .metadata.name`)}`;
  const label = (change: string): string =>
    `${list} | xargs -I{} ${kubectl('label', 'secret', '{}', ...inNamespace(namespace), '--overwrite', change)}`;
  return {
    quarantine: [
      label('kubernetes.io/legacy-token-invalid-since="$(date -u +%F)"').replace(
        /'(kubernetes\.io[^']*)'/,
        '$1',
      ),
    ],
    rollback: [label('kubernetes.io/legacy-token-invalid-since-')],
    revoke: [`${list} | xargs -I{} ${kubectl('delete', 'secret', '{}', ...inNamespace(namespace))}`],
    notes: [
      'it is all tokens of this service account that are kept in Secrets: the log does not tell them apart',
      'the label makes the API server refuse the tokens from version 1.29 on; before, only deleting does',
      'a deleted token cannot be brought back: whoever uses it needs a new one',
    ],
  };
}

function retireIssued(id: string, namespace: string, name: string): Retirement {
  return {
    quarantine: [],
    rollback: [],
    revoke: recreate(namespace, name),
    notes: [
      `the token ${id} cannot be revoked alone: it ends by itself, or with the service account it was issued for`,
      'pods of this service account have to be restarted to get new tokens, and its Secrets are deleted with it; bindings go on to hold, as they go by its name',
    ],
  };
}

function retireSessions(namespace: string, name: string): Retirement {
  const patch = kubectl(
    'patch',
    'serviceaccount',
    name,
    ...inNamespace(namespace),
    '--type',
    'merge',
    '--patch',
  );
  return {
    quarantine: [`${patch} ${shellWord('{"automountServiceAccountToken":false}')}`],
    rollback: [`${patch} ${shellWord('{"automountServiceAccountToken":null}')}`],
    revoke: [kubectl('delete', 'serviceaccount', name, ...inNamespace(namespace))],
    notes: [
      'the first keeps tokens from pods that start later, unless these ask for one; running pods keep theirs until they end',
      'deleting the service account ends all its tokens at once; no new pod of it can start',
    ],
  };
}

function recreate(namespace: string, name: string): readonly string[] {
  const place = ['serviceaccount', name, ...inNamespace(namespace)];
  const bare = 'del(.metadata.uid, .metadata.resourceVersion, .metadata.creationTimestamp, .secrets)';
  return [
    `${kubectl('get', ...place, '--output', 'json')} | jq ${shellWord(bare)} > serviceaccount.json`,
    kubectl('delete', ...place),
    'kubectl create -f serviceaccount.json',
  ];
}

function handsOf({ kind, principalId, account = '' }: RetirementSubject): string {
  if (kind === 'client-certificate')
    return 'Kubernetes cannot revoke a client certificate: it ends by itself, or when the authority that signed it is replaced; take away the bindings of its user meanwhile';
  return `${nameInCluster(principalId, account)} is signed in by something outside the cluster, which has to shut it out; take away its bindings meanwhile`;
}

function byHand(note: string): Retirement {
  return { quarantine: [], rollback: [], revoke: [], notes: [note] };
}
