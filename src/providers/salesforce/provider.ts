import type { Provider } from '../provider.ts';
import { selectCalls, tables } from './calls/select.ts';
import { salesforceCapabilities } from './capabilities.ts';
import { learn, salesforceCatalogue } from './catalogue/index.ts';
import { salesforceCollector } from './collect/index.ts';
import { salesforceEscalations } from './escalations.ts';
import { documentsOf, readInventory } from './inventory/index.ts';
import { salesforcePolicyLanguage, salesforceProposals } from './policy/index.ts';
import { recognise } from './recognise.ts';
import { applyProposal } from './remedy/apply-proposal.ts';
import { retire } from './remedy/retire.ts';

export const salesforce: Provider = {
  id: 'salesforce',
  title: 'Salesforce',
  catalogue: salesforceCatalogue,
  learned: { documentsOf, learn },
  capabilities: salesforceCapabilities,
  escalations: salesforceEscalations,
  calls: { format: 'JSONAsString', tables, select: selectCalls, anyEnvelope: 'any' },
  inventory: { read: readInventory },
  policy: salesforcePolicyLanguage,
  proposals: salesforceProposals,
  remedy: { retire, apply: applyProposal },
  collector: salesforceCollector,
  recognise,
};
