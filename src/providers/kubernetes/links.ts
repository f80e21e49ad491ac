import type { IdentityLinks, Presentation, Takeover } from '../provider.ts';
import { accountId, accountOf, nameInCluster } from './rbac/subject.ts';

const accountMark = 'system:serviceaccount:';
const accounts = ['service account'];

/** As whom service accounts come to clouds that trust their cluster, and how identities become one another. */
export const links: IdentityLinks = {
  // EKS lets in whoever signed in to AWS, and names the access key.
  // https://docs.aws.amazon.com/eks/latest/userguide/cluster-auth.html
  borrows: 'A_IA%',
  presents: [
    'oidc.eks.*.amazonaws.com/id/*',
    'container.googleapis.com/v1/projects/*',
    '*.oic.prod-aks.azure.com/*',
    'pods.eks.amazonaws.com',
  ].map(presentedTo),
  takeovers: [
    takeover('create serviceaccounts/token', 'makes a token for it'),
    takeover('impersonate serviceaccounts', 'acts as it'),
    takeover('create pods', 'starts a pod that runs as it', ({ namespace }) => `${namespace}/*`),
    takeover('create pods/exec', 'runs commands in its pods', ({ namespace }) => `${namespace}/*`),
    {
      permission: 'impersonate users',
      kinds: ['user', 'component', 'node'],
      does: 'acts as it',
      resourceOf: nameInCluster,
    },
  ],
};

/**
 * A pod presents a token of its service account, whose subject is its name.
 * https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
 */
function presentedTo(issuer: string): Presentation {
  return {
    issuer,
    kind: 'service account',
    subjects(principalId) {
      const owner = accountOf(principalId);
      return owner && accountId(owner.namespace, owner.name);
    },
    principals: (subjects) => (subjects === '*' || subjects.startsWith(accountMark) ? subjects : undefined),
    caveat: 'nothing here tells whether it is this cluster that is trusted',
  };
}

function takeover(
  permission: string,
  does: string,
  resourceOf = ({ namespace, name }: { namespace: string; name: string }) => `${namespace}/${name}`,
): Takeover {
  return {
    permission,
    kinds: accounts,
    does,
    resourceOf(principalId) {
      const owner = accountOf(principalId);
      return owner === undefined ? principalId : resourceOf(owner);
    },
  };
}
