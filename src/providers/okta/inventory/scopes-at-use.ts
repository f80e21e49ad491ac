import { scopesAtUse } from '../../shared/calls/scopes-at-use.ts';
import { grantedByScopes } from '../granted.ts';

/** What service apps held: the log names the scopes of each access token that is given out. An app may hold more. */
export const readScopesAtUse = scopesAtUse({
  holder: 'principal',
  kind: 'scope',
  scopesOf: (session) => session.split(','),
  grantedBy: grantedByScopes,
  more: 'an app asks for some of its scopes at a time; which others it holds is not listed',
  less: 'which admin roles limit the app is not listed',
});
