import type { Expressions } from '../../shared/calls/layers.ts';

/**
 * The outcome of a request by its status. API Gateway answers 403 to keys that are none too; its word tells.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const outcome: Expressions = {
  status: 'toUInt16OrZero(t_status)',
  detail:
    "substring(if(t_detail IN ('', '-', 'via_upstream'), '', replaceRegexpOne(t_detail, '[^A-Za-z0-9_.-].*$', '')), 1, 64)",
  is_credential:
    "detail IN ('INVALID_API_KEY', 'UNAUTHORIZED', 'EXPIRED_TOKEN', 'MISSING_AUTHENTICATION_TOKEN', 'INVALID_SIGNATURE')",
  is_filtered: "detail IN ('WAF_FILTERED', 'THROTTLED', 'QUOTA_EXCEEDED')",
  outcome: `multiIf(
    status = 401 OR (status = 403 AND is_credential), 'authn_failed',
    status = 403 AND NOT is_filtered, 'denied',
    status >= 400 OR status = 0, 'error',
    'allowed')`,
  error_code:
    "multiIf(outcome = 'allowed', '', detail != '', detail, status = 0, 'no answer', toString(status))",
  denied_by: "if(outcome = 'denied' AND startsWith(detail, 'rbac_'), 'gateway policy', '')",
};
