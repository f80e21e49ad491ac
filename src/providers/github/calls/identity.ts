import type { Expressions } from '../../shared/calls/layers.ts';

/**
 * Attribution: which token made the call, and which principal it acts as.
 * https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/identifying-audit-log-events-performed-by-an-access-token
 *
 * A token goes by its number, under which inventories list it, or else by its hash: the base64 SHA-256 of its value. Tokens
 * that live for an hour are one token of kind `session` for each app, or for each repository’s workflows. Keys are
 * counted to the user, or to the repository that they are deployed to: the log does not name single ones as
 * inventories do.
 */
export const identity: Expressions = {
  // Events of an enterprise may name several organisations.
  org: "if(startsWith(r_org, '['), JSONExtractString(r_org, 1), r_org)",
  named_repo: "if(r_repo != '', r_repo, r_repository)",
  repo: `multiIf(
    position(named_repo, '/') > 0, named_repo,
    match(r_path, '^/repos/[^/]+/[^/]+'), arrayStringConcat(arraySlice(splitByChar('/', r_path), 3, 2), '/'),
    named_repo != '' AND org != '', concat(org, '/', named_repo),
    named_repo)`,
  account: `substring(multiIf(
    org != '', org,
    position(repo, '/') > 0, splitByChar('/', repo)[1],
    match(r_path, '^/orgs/[^/]+'), splitByChar('/', r_path)[3],
    r_business), 1, 128)`,
  token_number: "if(match(r_token_number, '^[1-9][0-9]*$'), r_token_number, '')",
  hash: `multiIf(
    r_hash = '', '',
    match(r_hash, '^[A-Za-z0-9+/]{43}$'), concat(r_hash, '='),
    r_hash)`,
  access_name: 'lower(r_access)',
  is_bot: "endsWith(actor, '[bot]')",
  access: `multiIf(
    startsWith(access_name, 'fine-grained') OR startsWith(access_name, 'fine_grained'), 'fine-grained-pat',
    startsWith(access_name, 'personal'), 'classic-pat',
    startsWith(access_name, 'oauth'), 'oauth-token',
    position(access_name, 'user-to-server') > 0, 'user-app',
    position(access_name, 'server-to-server') > 0 OR access_name = 'github_app', 'app',
    position(access_name, 'key') > 0, 'key',
    access_name != '', 'token',
    r_transport = 'ssh', 'key',
    token_number = '' AND hash = '', '',
    is_bot, 'app',
    'token')`,
  is_deploy_key:
    "access = 'key' AND (actor IN ('', 'deploy_key') OR access_name IN ('deploy_key', 'deploy key'))",
  // GitHub’s own app acts for the workflows of a repository, whatever is told of its token.
  is_workflow: "actor = 'github-actions[bot]'",
  app: `multiIf(
    is_bot, substring(actor, 1, length(actor) - 5),
    r_integration != '', replaceAll(lower(r_integration), ' ', '-'),
    r_application != '', replaceAll(lower(r_application), ' ', '-'),
    r_oauth_application != '', replaceAll(lower(r_oauth_application), ' ', '-'),
    'app')`,
  place: "if(repo != '', repo, account)",
  principal_id: `substring(multiIf(
    is_deploy_key, if(repo = '', 'unknown', concat('deploy-keys/', repo)),
    is_workflow, concat('actions/', place),
    access = 'app' OR is_bot, concat('app/', account, '/', app),
    actor IN ('', 'deploy_key'), 'unknown',
    concat('user/', actor)), 1, 1024)`,
  // What is done in a browser needs no permission of a token, and none made the call.
  is_browser: "access = '' AND startsWith(r_agent, 'Mozilla/')",
  principal_kind: `multiIf(
    principal_id = 'unknown', 'unknown',
    is_browser, 'browser',
    is_deploy_key, 'deploy key',
    is_workflow, 'workflow',
    access = 'app' OR is_bot, 'app',
    'user')`,
  principal_account: 'account',
  token_kind: `multiIf(
    access IN ('app', 'user-app'), 'session',
    is_deploy_key, if(repo = '', '', 'deploy-keys'),
    access = 'key', if(principal_id = 'unknown', '', 'ssh-keys'),
    access != '' AND (token_number != '' OR hash != ''), access,
    '')`,
  token_id: `substring(multiIf(
    token_kind = '', '',
    access = 'user-app', concat(principal_id, '/via/', app),
    token_kind IN ('session', 'deploy-keys'), principal_id,
    token_kind = 'ssh-keys', concat('ssh-keys/', actor),
    token_number != '', token_number,
    hash), 1, 128)`,
  credential_id: 'substring(hash, 1, 128)',
  // The scopes of a classic token, at the moment of the call.
  session: `if(token_kind IN ('classic-pat', 'oauth-token', 'token'),
    substring(arrayStringConcat(arraySort(arrayFilter(scope -> scope != '', splitByChar(',', replaceRegexpAll(r_scopes, '[\\\\s"\\\\[\\\\]]', '')))), ','), 1, 256),
    '')`,
  via: "''",
};
