import type { Retirement, RetirementSubject } from '../../provider.ts';
import { call, segment } from './curl.ts';

/** Gives the requests that take a token out of use: first such that can be undone, then such that cannot. */
export function retire(token: RetirementSubject): Retirement {
  switch (token.kind) {
    case 'api-token':
      return retireApiToken(token);
    case 'oauth-client':
      return retireApp(token.id);
    case 'session':
      return retireSession(token);
    default:
      return byHand(`there is no request that acts on a ${token.kind}`);
  }
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApiToken/ */
function retireApiToken({ id, principalId }: RetirementSubject): Retirement {
  const user = userOf(principalId);
  return {
    quarantine: user === undefined ? [] : [call('POST', `/api/v1/users/${user}/lifecycle/suspend`)],
    rollback: user === undefined ? [] : [call('POST', `/api/v1/users/${user}/lifecycle/unsuspend`)],
    revoke: [call('DELETE', `/api/v1/api-tokens/${segment(id)}`)],
    notes: [
      'an API token has no switch of its own: the first request suspends its user, with all tokens and sessions of the user; leave it out where the user is a person',
      'a revoked API token cannot be brought back',
      'a token expires by itself once it has not been used for 30 days',
    ],
  };
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Application/ */
function retireApp(id: string): Retirement {
  const app = `/api/v1/apps/${segment(id)}`;
  return {
    quarantine: [call('POST', `${app}/lifecycle/deactivate`)],
    rollback: [call('POST', `${app}/lifecycle/activate`)],
    revoke: [call('POST', `${app}/lifecycle/deactivate`), call('DELETE', app)],
    notes: [
      'access tokens that were given out before stay valid until they expire, for an hour at most',
      'only a deactivated app can be deleted; a deleted one takes its scopes, keys and assignments with it',
    ],
  };
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/UserSessions/ */
function retireSession({ id, principalId }: RetirementSubject): Retirement {
  const user = userOf(principalId);
  if (user === undefined) return byHand('whose sessions they are is not known');
  const client = /\/via\/([A-Za-z0-9_-]+)$/.exec(id)?.[1];
  if (client !== undefined && client !== 'app') {
    const grants = `/api/v1/users/${user}/clients/${segment(client)}`;
    return {
      quarantine: [],
      rollback: [],
      revoke: [call('DELETE', `${grants}/grants`), call('DELETE', `${grants}/tokens`)],
      notes: ['the user can consent to the app again'],
    };
  }
  return {
    quarantine: [],
    rollback: [],
    revoke: [call('DELETE', `/api/v1/users/${user}/sessions?oauthTokens=true`)],
    notes: ['it ends what is open now; the user can sign in again'],
  };
}

function userOf(principalId: string): string | undefined {
  const id = /^user\/(.+)$/.exec(principalId)?.[1];
  return id === undefined ? undefined : segment(id);
}

function byHand(note: string): Retirement {
  return { quarantine: [], rollback: [], revoke: [], notes: [note] };
}
