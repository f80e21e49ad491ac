import type { Provider } from '../provider.ts';
import { selectCalls, tables } from './calls/select.ts';
import { githubCapabilities } from './capabilities.ts';
import { githubCatalogue } from './catalogue/index.ts';
import { githubCollector } from './collect.ts';
import { githubConfiguration } from './configuration.ts';
import { githubEscalations } from './escalations.ts';
import { readInventory, readScopesAtUse } from './inventory/index.ts';
import { links } from './links.ts';
import { githubPolicyLanguage, githubProposals } from './policy/index.ts';
import { recognise } from './recognise.ts';
import { remedy } from './remedy/index.ts';

export const github: Provider = {
  id: 'github',
  title: 'GitHub',
  catalogue: githubCatalogue,
  capabilities: githubCapabilities,
  escalations: githubEscalations,
  calls: { format: 'JSONAsString', tables, select: selectCalls, anyEnvelope: 'any' },
  inventory: {
    read: readInventory,
    placesDamage: true,
    hasTokenGrants: true,
    atUse: { kinds: ['classic-pat', 'oauth-token', 'token'], read: readScopesAtUse },
  },
  policy: githubPolicyLanguage,
  proposals: githubProposals,
  remedy,
  collector: githubCollector,
  links,
  configuration: githubConfiguration,
  isOwnerless: ({ kind }) => kind === 'workflow',
  recognise,
};
