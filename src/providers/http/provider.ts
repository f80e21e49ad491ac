import type { Provider } from '../provider.ts';
import { selectCalls } from './calls/select.ts';
import { scopeCapabilities } from './capabilities.ts';
import { documentsOf, httpCatalogue, learn } from './catalogue/index.ts';
import { httpConfiguration } from './configuration.ts';
import { readInventory, readScopesAtUse } from './inventory/index.ts';
import { httpPolicyLanguage, httpProposals } from './policy/index.ts';
import { recognise } from './recognise.ts';
import { apply } from './remedy/apply.ts';
import { retire } from './remedy/retire.ts';

export const http: Provider = {
  id: 'http',
  title: 'your HTTP API',
  catalogue: httpCatalogue,
  // Read anew whenever documents were learnt.
  get capabilities() {
    return scopeCapabilities(httpCatalogue.permissions());
  },
  learned: { documentsOf, learn },
  calls: { format: 'JSONAsString', texts: ['text'], select: selectCalls, anyEnvelope: 'any' },
  naming: { word: 'API', hasLocalIds: true },
  inventory: {
    read: readInventory,
    hasTokenGrants: true,
    atUse: { kinds: ['api-key', 'oauth-client', 'consumer', 'user'], read: readScopesAtUse },
  },
  policy: httpPolicyLanguage,
  proposals: httpProposals,
  remedy: { retire, apply },
  configuration: httpConfiguration,
  recognise,
};
