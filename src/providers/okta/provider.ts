import type { Provider } from '../provider.ts';
import { selectCalls } from './calls/select.ts';
import { oktaCapabilities } from './capabilities.ts';
import { oktaCatalogue } from './catalogue/index.ts';
import { oktaCollector } from './collect.ts';
import { oktaEscalations } from './escalations.ts';
import { readInventory, readScopesAtUse } from './inventory/index.ts';
import { account } from './inventory/people.ts';
import { links } from './links.ts';
import { oktaPolicyLanguage, oktaProposals } from './policy/index.ts';
import { recognise } from './recognise.ts';
import { applyProposal } from './remedy/apply-proposal.ts';
import { retire } from './remedy/retire.ts';

export const okta: Provider = {
  id: 'okta',
  title: 'Okta',
  catalogue: oktaCatalogue,
  capabilities: oktaCapabilities,
  escalations: oktaEscalations,
  calls: { format: 'JSONAsString', select: selectCalls, anyEnvelope: 'any' },
  naming: { word: 'organisation', unnamed: account },
  inventory: { read: readInventory, atUse: { kinds: ['oauth-client'], read: readScopesAtUse } },
  policy: oktaPolicyLanguage,
  proposals: oktaProposals,
  remedy: { retire, apply: applyProposal },
  links,
  collector: oktaCollector,
  recognise,
};
