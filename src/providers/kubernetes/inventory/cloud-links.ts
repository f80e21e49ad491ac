import type { LinkRecord } from '../../../model/inventory.ts';
import { account } from '../account.ts';
import { accountId } from '../rbac/subject.ts';
import type { Collected } from './collect.ts';

/** Annotations by which a service account says as whom its pods come to a cloud, and what that leaves to the cloud. */
const annotations: Readonly<Record<string, { readonly isIdentity: RegExp; readonly condition: string }>> = {
  // https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
  'eks.amazonaws.com/role-arn': {
    isIdentity: /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/,
    condition: 'the role lets it in: its trust policy tells',
  },
  // https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
  'iam.gke.io/gcp-service-account': {
    isIdentity: /^[a-z0-9-]+@[a-z0-9.-]+\.gserviceaccount\.com$/,
    condition: 'Google Cloud grants it roles/iam.workloadIdentityUser on that account',
  },
  // https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
  'azure.workload.identity/client-id': {
    isIdentity: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    condition: 'the application of that id has a federated credential for it',
  },
};

/** Gives the ways out of the cluster that service accounts state themselves. */
export function cloudLinks({ accounts }: Pick<Collected, 'accounts'>): readonly LinkRecord[] {
  return accounts.flatMap(({ body: { metadata }, observedAt }) => {
    const id = accountId(metadata.namespace ?? 'default', metadata.name);
    return Object.entries(annotations).flatMap(([name, { isIdentity, condition }]): LinkRecord[] => {
      const target = metadata.annotations?.[name];
      if (typeof target !== 'string' || !isIdentity.test(target)) return [];
      return [
        {
          account,
          observedAt,
          statedBy: id,
          target,
          from: { kind: 'principal', id },
          conditions: [condition],
          document: `annotation ${name}`,
        },
      ];
    });
  });
}
