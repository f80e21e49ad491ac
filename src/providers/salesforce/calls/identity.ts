import type { Expressions } from '../../shared/calls/layers.ts';

/**
 * Attribution. No record names an access token: what is given out to a user through a connected app is one token, and so are
 * the user’s own sessions at the APIs and in the pages. Ids come with 15 characters or, with a check, with 18.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/field_types.htm#i1435616
 */
export const identity: Expressions = {
  account: 'substring(r_organization, 1, 15)',
  user_id: "if(r_user != '', r_user, r_user_derived)",
  user: `multiIf(
    match(user_id, '^005[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$'), substring(user_id, 1, 15),
    user_id != '', substring(user_id, 1, 128),
    substring(lower(r_user_name), 1, 128))`,
  principal_id: "if(user = '', 'unknown', user)",
  principal_kind: `multiIf(
    user = '', 'unknown',
    r_user_type IN ('Guest', 'AutomatedProcess', 'Automated Process', 'CloudIntegrationUser'), lower(r_user_type),
    'user')`,
  principal_account: 'account',
  named_app: "if(r_app != '', r_app, r_client)",
  app: "if(match(named_app, '^[A-Za-z0-9]{18}$'), substring(named_app, 1, 15), substring(named_app, 1, 64))",
  is_page: `family = 'ui' OR (family = 'login' AND NOT (
    startsWith(lower(r_login_sub_type), 'oauth')
    OR startsWith(r_uri, '/services/')
    OR r_api_type NOT IN ('', 'N/A')
    OR match(lower(r_login_type), '^(i$|remote access|other apex api|partner|api|sync)')))`,
  token_kind: `multiIf(
    user = '' OR family IN ('setup', 'trail'), '',
    app != '' AND family != 'ui', 'oauth-token',
    is_page, 'session',
    // Which app signed its user in is not told.
    family = 'login', '',
    'session')`,
  token_id: `substring(multiIf(
    token_kind = '', '',
    token_kind = 'oauth-token', concat(app, '/', user),
    concat(user, if(is_page, '/pages', '/api'))), 1, 128)`,
  session: 'substring(r_client_name, 1, 256)',
  credential_id: "substring(if(r_login != '', r_login, r_session), 1, 128)",
  via: "''",
};
