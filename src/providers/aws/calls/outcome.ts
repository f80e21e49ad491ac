import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';

/** The caller was not who it said, or its credential had ended: this says nothing about permissions. */
const authnFailed = [
  'AuthFailure',
  'InvalidClientTokenId',
  'InvalidToken',
  'ExpiredToken',
  'ExpiredTokenException',
  'TokenRefreshRequired',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'InvalidAccessKeyId',
  'InactiveAccessKey',
  'UnrecognizedClientException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'RequestExpired',
];

/** Services with users and passwords of their own: who is refused there is one of them, unless the words say otherwise. */
const ownUsers = ['cognito-idp.amazonaws.com', 'cognito-identity.amazonaws.com', 'sso.amazonaws.com'];

/** Refused by something other than a policy, although the name sounds like one. */
const notDenied = [
  'InvalidAccessException',
  // The function’s own role lacks the permission, not the caller.
  'EC2AccessDeniedException',
  'KMSAccessDeniedException',
  'OptInRequired',
  'SubscriptionRequiredException',
  'OperationNotPermitted',
];

/** Messages of denials that no policy made: a switch of the account. */
const switchedOff = [
  'IAM user access not activated',
  'Your account must be verified',
  'access to the model with the specified model ID',
];

const denied = [
  'AccessDenied',
  'AuthorizationError',
  'AuthorizationErrorException',
  'NotAuthorized',
  'NotAuthorizedException',
  'AllAccessDisabled',
  'UnauthorizedAccess',
];

/**
 * The four outcomes of a record `r`, from its error code and message.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export const outcome: Expressions = {
  error:
    "replaceRegexpOne(replaceRegexpOne(errorCode, '^(Client|Server)\\\\.', ''), '^[A-Za-z0-9]+[.:] ?', '')",
  // Only at the start is it the service’s own sentence, and only of a user is it the caller’s denial.
  has_denial_text: "match(errorMessage, '^User: [^ ]+ is not authorized to perform')",
  outcome: `multiIf(
    a_signIn = 'Failure', 'authn_failed',
    errorCode = '' AND errorMessage = '', 'allowed',
    errorCode = '' AND eventSource = 'signin.amazonaws.com', 'authn_failed',
    error = 'DryRunOperation', 'allowed',
    error IN (${list(authnFailed)}), 'authn_failed',
    error IN ('NotAuthorizedException', 'UnauthorizedException') AND positionCaseInsensitive(errorMessage, 'not authorized') = 0
      AND eventSource IN (${list(ownUsers)}), 'authn_failed',
    error IN (${list(notDenied)}) OR multiSearchAny(errorMessage, [${list(switchedOff)}]), 'error',
    error IN (${list(denied)}) OR has_denial_text
      OR match(error, '(?i)(accessdenied(exception|fault)?|unauthorized(operation|access|exception)?)$')
      OR match(error, '(?i)^(forbidden|vpceaccessdenied)'), 'denied',
    'error')`,
  denied_by: `multiIf(
    outcome != 'denied', '',
    error = 'VpceAccessDenied', 'VPC endpoint policy',
    extract(errorMessage, '(?:with an explicit deny in an? |because no )([A-Za-z -]{1,60}?(?:policy|boundary))'))`,
  // A denial that names the action is exact; the operation table is only the next best.
  message_permission: `if(outcome = 'denied', extract(errorMessage, '(?i)not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)'), '')`,
  message_resource: `if(outcome = 'denied', extract(errorMessage, ' on resource:? "?(arn:[^ "]*[^ ".,;])'), '')`,
};

function list(values: readonly string[]): string {
  return values.map(quote).join(', ');
}
