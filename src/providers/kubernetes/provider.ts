import type { Provider } from '../provider.ts';
import { account } from './account.ts';
import { selectCalls } from './calls/select.ts';
import { kubernetesCapabilities } from './capabilities.ts';
import { kubernetesCatalogue, learn } from './catalogue/index.ts';
import { kubernetesCollector } from './collect/index.ts';
import { kubernetesConfiguration } from './configuration.ts';
import { kubernetesEscalations } from './escalations.ts';
import { documentsOf, readInventory } from './inventory/index.ts';
import { links } from './links.ts';
import { kubernetesPolicyLanguage, kubernetesProposals } from './policy/index.ts';
import { accountOf } from './rbac/subject.ts';
import { recognise } from './recognise.ts';
import { remedy } from './remedy/index.ts';

export const kubernetes: Provider = {
  id: 'kubernetes',
  title: 'Kubernetes',
  catalogue: kubernetesCatalogue,
  learned: { documentsOf, learn },
  capabilities: kubernetesCapabilities,
  escalations: kubernetesEscalations,
  calls: { format: 'JSONAsString', texts: ['text'], select: selectCalls, anyEnvelope: 'any' },
  inventory: { read: readInventory },
  naming: {
    word: 'cluster',
    unnamed: account,
    hasLocalIds: true,
    bornWith: ['clusterrole/cluster-admin', 'clusterrole/system:basic-user', 'clusterrole/system:discovery'],
  },
  policy: kubernetesPolicyLanguage,
  proposals: kubernetesProposals,
  remedy,
  collector: kubernetesCollector,
  links,
  configuration: kubernetesConfiguration,
  // Namespaces of such names are kept for the cluster itself.
  isOwnerless: ({ id }) => accountOf(id)?.namespace.startsWith('kube-') ?? false,
  recognise,
};
