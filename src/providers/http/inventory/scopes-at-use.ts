import { scopesAtUse } from '../../shared/calls/scopes-at-use.ts';
import { grantedByScopes, scopesOf } from '../granted.ts';

/** What tokens held whose scopes the log names at every use. */
export const readScopesAtUse = scopesAtUse({
  holder: 'token',
  kind: 'scopes',
  scopesOf,
  grantedBy: grantedByScopes,
});
