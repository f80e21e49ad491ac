import type { Expressions } from '../../shared/calls/layers.ts';

/** Refusals that come after authorisation: by a quota, an admission check, or a role that would give more than one has. */
const afterwards =
  '(?i)exceeded quota|denied the request|violates PodSecurity|unable to (validate|create new content)|attempting to grant|is not allowed to modify|admission|policy .* denied';

/**
 * The outcome of an event. The API server writes down what it decided; where it does not, as it did not once, the answer tells.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/audit-annotations/#authorization-k8s-io-decision
 */
export const outcome: Expressions = {
  status: 'toUInt16OrZero(s_code)',
  is_refused: `multiIf(
    refused_as != '', 1,
    a_decision != '', a_decision = 'forbid',
    status = 403, NOT match(s_message, '${afterwards}'),
    0)`,
  outcome: `multiIf(
    is_acting, 'allowed',
    status = 401, 'authn_failed',
    is_refused, 'denied',
    status >= 400, 'error',
    'allowed')`,
  error_code: `multiIf(
    is_acting OR status < 400, '',
    s_reason != '', substring(s_reason, 1, 128),
    toString(status))`,
  denied_by: `multiIf(
    outcome != 'denied', '',
    position(a_reason, 'no relationship found') > 0, 'node authorizer',
    'RBAC')`,
};
