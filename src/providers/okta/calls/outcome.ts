import type { Expressions } from '../../shared/calls/layers.ts';

/** Reasons for which Okta refuses what a caller may not do. Most failures are of another kind. */
const refusals =
  '(?i)(not have permission|insufficient[ _](scope|privilege|permission)|access[_ ]denied|forbidden|not authorized|no_matching_(scope|policy)|invalid_scope|scope_denied)';

/** Events that tell of a credential, not of what it may do. */
const signIns =
  '^(user[.](authentication|mfa)[.]|user[.]session[.]start|user[.]account[.](lock|unlock_failure)|policy[.]evaluate_sign_on|app[.]oauth2[.]((as[.])?token[.]grant|(as[.])?authorize|invalid_client|signon))';

/** The outcome of an event. Of a challenge or an unknown result nothing can be said: it is neither use nor denial. */
export const outcome: Expressions = {
  is_limited: "r_result = 'RATE_LIMIT' OR match(event, 'rate_limit|concurrency[.]org[.]limit')",
  is_refused: `match(r_reason, '${refusals}')`,
  is_sign_in: `match(event, '${signIns}')`,
  outcome: `multiIf(
    is_limited, 'error',
    r_result IN ('SUCCESS', 'ALLOW'), 'allowed',
    r_result = 'FAILURE' AND is_refused AND (NOT is_sign_in OR startsWith(event, 'app.oauth2.')), 'denied',
    r_result IN ('FAILURE', 'DENY') AND is_sign_in, 'authn_failed',
    r_result = 'DENY', 'denied',
    'error')`,
  error_code: `multiIf(
    outcome = 'allowed', '',
    is_limited, 'rate limit',
    r_reason != '', substring(r_reason, 1, 128),
    substring(r_result, 1, 64))`,
  denied_by: "''",
};
