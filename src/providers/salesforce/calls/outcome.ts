import type { Expressions } from '../../shared/calls/layers.ts';

/** Refused for the lack of a permission, as error codes say it. */
const denials =
  'INSUFFICIENT_ACCESS|INSUFFICIENT_PRIVILEGES|API_DISABLED|CANNOT_EXECUTE_FLOW_TRIGGER_NO_ACCESS|insufficient (access|privileges)';

/**
 * The outcome of an event. Who may not see a record is answered 404, and so is who asks for one that is not there: that is no
 * denial. A spent number of requests is answered 403 as well.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
 */
export const outcome: Expressions = {
  status: 'toUInt16OrZero(r_status)',
  login_word: 'upper(r_login_status)',
  is_limited: "status = 429 OR position(r_exception, 'REQUEST_LIMIT_EXCEEDED') > 0",
  is_blocked: "r_policy_outcome IN ('Block', 'Error', 'Denied')",
  outcome: `multiIf(
    family = 'login', if(login_word IN ('', 'LOGIN_NO_ERROR', 'SUCCESS', '0'), 'allowed', 'authn_failed'),
    status = 401 OR position(r_exception, 'INVALID_SESSION_ID') > 0, 'authn_failed',
    is_limited, 'error',
    is_blocked OR status = 403 OR r_request_status = 'A' OR match(r_exception, '${denials}'), 'denied',
    status >= 400 OR r_request_status IN ('F', 'N') OR lower(r_success) IN ('0', 'false'), 'error',
    'allowed')`,
  error_code: `substring(multiIf(
    outcome = 'allowed', '',
    family = 'login', r_login_status,
    is_limited, 'request limit',
    match(r_exception, '^[A-Z][A-Z_]+[A-Z]'), extract(r_exception, '^[A-Z_]+'),
    status >= 400, toString(status),
    r_request_status), 1, 128)`,
  denied_by: "if(outcome = 'denied' AND is_blocked, 'transaction security policy', '')",
};
