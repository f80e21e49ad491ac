import { scopesAtUse } from '../../shared/calls/scopes-at-use.ts';
import { grantedByScopeNames } from '../granted.ts';

/** What classic tokens and OAuth grants held: the log names the scopes of each at every use. */
export const readScopesAtUse = scopesAtUse({
  holder: 'token',
  kind: 'classic-scopes',
  scopesOf: (session) => session.split(','),
  grantedBy: grantedByScopeNames,
});
