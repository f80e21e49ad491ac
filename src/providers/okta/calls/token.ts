import type { Expressions } from '../../shared/calls/layers.ts';

/**
 * Attribution: which token caused an event.
 *
 * An API token goes by its id, under which inventories list it. Access tokens live for an hour: all of a service app are one
 * token, under the app’s client id. An app that acts for a user, and a person in a browser, have one session token each;
 * a browser only where it did what takes an admin role, or every employee who signs in would be listed as a token.
 */
export const token: Expressions = {
  has_session: "r_session NOT IN ('', 'unknown')",
  token_kind: `multiIf(
    is_app, if(client = '', '', 'oauth-client'),
    NOT is_person, '',
    is_delegated, 'session',
    has_token, 'api-token',
    has_session AND notEmpty(needed), 'session',
    '')`,
  token_id: `substring(multiIf(
    token_kind = '', '',
    is_app, client,
    is_delegated, concat(principal_id, '/via/', if(client = '', 'app', client)),
    has_token, r_token,
    principal_id), 1, 128)`,
  principal_kind: `multiIf(
    principal_id = 'okta', 'service',
    principal_id = 'unknown', 'anonymous',
    is_app, 'app',
    token_kind = '', 'browser',
    'user')`,
  principal_account: 'account',
  credential_id: `substring(multiIf(
    is_mint, tupleElement(arrayFirst(t -> tupleElement(t, 'type') = 'access_token', targets), 'id'),
    is_access_token, r_token,
    has_session, r_session,
    ''), 1, 128)`,
  // The scopes that a service app was given with a token, at the moment of it.
  session:
    "if(is_mint AND is_app AND outcome = 'allowed', substring(arrayStringConcat(granted, ','), 1, 4096), '')",
  via: "''",
};
