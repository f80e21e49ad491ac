import type { Expressions } from '../../shared/calls/layers.ts';

/**
 * Who caused an event: an app with a token of its own, a person, or Okta itself.
 * No record names its organisation, so all of one store are taken for one.
 */
export const caller: Expressions = {
  account: "'okta'",
  is_app: "startsWith(actor_type, 'PublicClientApp')",
  is_person: "actor_type = 'User' AND actor_id NOT IN ('', 'unknown')",
  is_access_token: "startsWith(r_token, 'AT.')",
  client: `substring(multiIf(
    r_token_client != '', r_token_client,
    is_app AND startsWith(actor_name, '0oa'), actor_name,
    is_app, actor_id,
    is_access_token, r_client,
    ''), 1, 128)`,
  has_token: "r_token NOT IN ('', 'unknown')",
  is_delegated: "is_person AND (client != '' OR is_access_token)",
  principal_id: `substring(multiIf(
    is_app, if(client = '', 'unknown', concat('app/', client)),
    is_person, concat('user/', actor_id),
    actor_type = 'SystemPrincipal', 'okta',
    'unknown'), 1, 1024)`,
};
