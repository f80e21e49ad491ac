import type { PolicyHolder, ProposedDocument } from '../../../../model/policy-proposal.ts';
import type { Rule } from '../../rbac/rule.ts';
import { accountOf, nameInCluster } from '../../rbac/subject.ts';
import { apiGroup, apiVersion } from './held.ts';

/** A role for one scope with the binding that gives it to the holder, as one list that `kubectl apply` takes. */
export function documentOf(
  holder: Pick<PolicyHolder, 'account' | 'principalId'>,
  { namespace, purpose }: { readonly namespace: string | undefined; readonly purpose: string | undefined },
  rules: readonly Rule[],
): Pick<ProposedDocument, 'name' | 'document'> {
  const principalId = nameInCluster(holder.principalId, holder.account);
  const name = proposalName(principalId, purpose);
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const role = { apiVersion, kind, metadata, rules: rules.map(plainRule) };
  const binding = {
    apiVersion,
    kind: `${kind}Binding`,
    metadata,
    subjects: [subjectOf(principalId)],
    roleRef: { apiGroup, kind, name },
  };
  return {
    name: namespace === undefined ? name : `${namespace}/${name}`,
    document: { apiVersion: 'v1', kind: 'List', items: [role, binding] },
  };
}

/** Names of roles may hold nearly anything; of ours, what every tool takes. */
function proposalName(principalId: string, purpose = ''): string {
  const owner = accountOf(principalId);
  const who = owner === undefined ? principalId : `${owner.namespace}-${owner.name}`;
  const words = purpose === '' ? who : `${who.slice(0, 100)}-${purpose}`;
  const slug = words.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-');
  return `scopelight-${slug.replaceAll(/^[.-]+|[.-]+$/g, '').slice(0, 200)}`;
}

function subjectOf(principalId: string): object {
  const owner = accountOf(principalId);
  return owner === undefined
    ? { apiGroup, kind: 'User', name: principalId }
    : { kind: 'ServiceAccount', name: owner.name, namespace: owner.namespace };
}

/** A rule without the lists that it leaves empty. */
function plainRule({ apiGroups, resources, resourceNames, nonResourceURLs, verbs }: Rule): object {
  const isPath = nonResourceURLs.length > 0;
  return {
    ...(isPath ? { nonResourceURLs } : { apiGroups, resources }),
    ...(resourceNames.length > 0 && { resourceNames }),
    verbs,
  };
}
