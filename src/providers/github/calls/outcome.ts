import type { Expressions } from '../../shared/calls/layers.ts';

/**
 * The outcome of an event. Requests tell their status; other events are written of what was done.
 * Who may not see something is answered 404, and so is who asks for what is not there: that is no denial. A limit on the
 * number of requests is answered 403 as well, with nothing left of it.
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export const outcome: Expressions = {
  status: 'toUInt16OrZero(r_status)',
  is_limited: "status = 429 OR (status = 403 AND r_limit_left = '0')",
  outcome: `multiIf(
    action = 'protected_branch.rejected_ref_update', 'denied',
    endsWith(action, '.failed_login'), 'authn_failed',
    status = 401, 'authn_failed',
    is_limited, 'error',
    status = 403, 'denied',
    status >= 400, 'error',
    'allowed')`,
  error_code: "multiIf(is_limited, 'rate limit', status >= 400, toString(status), '')",
  denied_by: "if(action = 'protected_branch.rejected_ref_update', 'branch protection', '')",
};
