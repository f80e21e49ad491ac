import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';
import { account } from '../account.ts';

/**
 * Attribution: which token made the request, and which principal it acts as, by the name that RBAC knows it by.
 * https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#audit-annotations
 *
 * A token that is issued on its own goes by its id (JTI), a client certificate by its fingerprint. Tokens that a kubelet
 * renews for a pod live for an hour: they are one token of kind `session` for each service account, and so is whatever
 * names no credential. Tokens kept in Secrets are one for each service account, as the log does not tell them apart.
 */
export const identity: Expressions = {
  // A request that is made on behalf of another identity is recorded as two calls: this is the second.
  on_behalf: 'part = 1',
  caller: 'if(on_behalf, i_name, u_name)',
  principal_id: "substring(if(caller = '', 'system:anonymous', caller), 1, 1024)",
  principal_kind: `multiIf(
    principal_id = 'system:anonymous', 'anonymous',
    startsWith(principal_id, 'system:serviceaccount:'), 'service account',
    startsWith(principal_id, 'system:node:'), 'node',
    startsWith(principal_id, 'system:'), 'component',
    'user')`,
  account: quote(account),
  principal_account: 'account',
  given: "if(on_behalf, '', u_credentials[1])",
  pod: 'u_pods[1]',
  is_account: "principal_kind = 'service account'",
  token_kind: `multiIf(
    on_behalf OR principal_kind = 'anonymous', '',
    is_account AND a_legacy != '', 'secret-token',
    startsWith(given, 'X509SHA256='), 'client-certificate',
    is_account AND startsWith(given, 'JTI=') AND pod = '', 'service-account-token',
    'session')`,
  token_id: `substring(multiIf(
    token_kind = '', '',
    token_kind = 'secret-token', concat('secrets/', replaceAll(substring(principal_id, 23), ':', '/')),
    token_kind IN ('client-certificate', 'service-account-token'), substring(given, position(given, '=') + 1),
    principal_id), 1, 256)`,
  session:
    "if(on_behalf, '', substring(multiIf(pod != '', pod, u_nodes[1] != '', u_nodes[1], u_sessions[1]), 1, 256))",
  credential_id:
    "substring(multiIf(given != '', substring(given, position(given, '=') + 1), on_behalf, '', u_keys[1]), 1, 128)",
  via: "if(on_behalf, substring(u_name, 1, 128), '')",
};
