import type { LinkRecord } from '../../../model/inventory.ts';
import { accountOf, parseArn } from './arn.ts';
import type { InventoryDocument, ReadContext } from './document.ts';
import type { Facts } from './facts.ts';
import { Item } from './item.ts';

/** Under this name EKS vouches for service accounts of its clusters. */
const issuer = 'pods.eks.amazonaws.com';

/** Reads `describe-pod-identity-association`: as which role the pods of a service account come to AWS. */
export function readPodIdentities(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const { origin } = document;
  const root = new Item(document.body, origin.place, origin, context.remarks.problems);
  for (const item of root.items('associations')) {
    const [roleArn, namespace, serviceAccount] = [
      item.needed('roleArn'),
      item.needed('namespace'),
      item.needed('serviceAccount'),
    ];
    if (roleArn === undefined || namespace === undefined || serviceAccount === undefined) continue;
    if (parseArn(roleArn)?.service !== 'iam') {
      item.reject('not the ARN of a role', 'roleArn');
      continue;
    }
    const cluster = item.text('clusterName');
    facts.podIdentities.push({ origin, roleArn, namespace, serviceAccount, cluster });
  }
}

/**
 * Gives the ways of service accounts into roles. The trust policy of such a role lets the service in, and says nothing of whom it
 * vouches for.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export function podIdentityLinks(
  { podIdentities }: Facts,
  observedAt: (account: string) => number,
): readonly LinkRecord[] {
  const once = new Map(
    podIdentities.map((fact) => [
      JSON.stringify([fact.roleArn, fact.cluster, fact.namespace, fact.serviceAccount]),
      fact,
    ]),
  );
  const sorted = [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);
  return sorted.flatMap(({ roleArn, namespace, serviceAccount, cluster }) => {
    const account = accountOf(roleArn);
    if (account === undefined) return [];
    return [
      {
        account,
        observedAt: observedAt(account),
        statedBy: roleArn,
        target: roleArn,
        from: { kind: 'subject', issuer, subjects: [`system:serviceaccount:${namespace}:${serviceAccount}`] },
        conditions: cluster === undefined ? [] : [`in the cluster ${cluster}`],
        document: 'EKS Pod Identity association',
      } satisfies LinkRecord,
    ];
  });
}
