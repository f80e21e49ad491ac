import type { Retirement, RetirementSubject } from '../../provider.ts';
import { deleteEach, query, update } from './commands.ts';

/**
 * Gives the commands that take a token out of use, for the Salesforce CLI: first such that can be undone, then such that cannot.
 */
export function retire(token: RetirementSubject): Retirement {
  const user = userId.exec(token.principalId)?.[0];
  if (user === undefined)
    return byHand('the user is known by name only: find the id in the settings of the organisation');
  switch (token.kind) {
    case 'oauth-token':
      return retireApp(token, user);
    case 'session':
      return retireSessions(token, user);
    default:
      return byHand(`there is no command that acts on a ${token.kind}`);
  }
}

const userId = /^005[A-Za-z0-9]{12}$/;
const appId = /^(0H4|888)[A-Za-z0-9]{12}$/;

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_oauthtoken.htm */
function retireApp({ id }: RetirementSubject, user: string): Retirement {
  const [app = ''] = id.split('/');
  const freezing = freeze(user);
  if (!appId.test(app))
    return {
      ...freezing,
      revoke: [],
      notes: [
        'the log tells the app by a name of its own: revoke it in the settings of the organisation, under the OAuth usage of connected apps',
        ...freezing.notes,
      ],
    };
  const name = `APP="$(${query(`SELECT Name FROM ConnectedApplication WHERE Id = '${app}'`)} | jq -r '.result.records[0].Name')"`;
  const tokens = `${query(`SELECT AppName, DeleteToken FROM OauthToken WHERE UserId = '${user}'`)} | jq -r --arg app "$APP" '.result.records[] | select(.AppName == $app) | .DeleteToken'`;
  const revocation = `while read -r TOKEN; do printf %s "$TOKEN" | curl --fail --silent --show-error --data-urlencode token@- "\${INSTANCE:?address of the organisation}/services/oauth2/revoke"; done`;
  return {
    ...freezing,
    revoke: [name, `${tokens} | ${revocation}`],
    notes: [
      'it revokes what the app was given for this user; an app that its user need not approve is given a new token at its next request: block it in the settings of the organisation, under the OAuth usage of connected apps',
      'whoever runs this needs `Customize Application`, or sees none but the own tokens',
      ...freezing.notes,
    ],
  };
}

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_authsession.htm */
function retireSessions({ id }: RetirementSubject, user: string): Retirement {
  const freezing = freeze(user);
  const types = id.endsWith('/pages') ? "SessionType != 'API'" : "SessionType = 'API'";
  const sessions = query(`SELECT Id FROM AuthSession WHERE UsersId = '${user}' AND ${types}`);
  return {
    ...freezing,
    revoke: [`${sessions} | jq -r '.result.records[].Id' | ${deleteEach('AuthSession')}`],
    notes: [
      'it ends the sessions that there are; the user can sign in again unless frozen or deactivated',
      ...freezing.notes,
    ],
  };
}

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_userlogin.htm */
function freeze(user: string): Pick<Retirement, 'quarantine' | 'rollback' | 'notes'> {
  return {
    quarantine: [update('UserLogin', `UserId='${user}'`, 'IsFrozen=true')],
    rollback: [update('UserLogin', `UserId='${user}'`, 'IsFrozen=false')],
    notes: ['a frozen user cannot sign in anywhere, so that every token of it stops at its next refresh'],
  };
}

function byHand(note: string): Retirement {
  return { quarantine: [], rollback: [], revoke: [], notes: [note] };
}
