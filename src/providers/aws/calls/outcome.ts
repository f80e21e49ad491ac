import { quote } from '../sql-text.ts';
import type { Expressions } from './layers.ts';

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

/** Refused by something other than a policy, although the name sounds like one. */
const notDenied = [
  'InvalidAccessException',
  'OptInRequired',
  'SubscriptionRequiredException',
  'OperationNotPermitted',
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
  has_denial_text: "positionCaseInsensitive(errorMessage, 'is not authorized to perform') > 0",
  outcome: `multiIf(
    a_signIn = 'Failure', 'authn_failed',
    errorCode = '' AND errorMessage = '', 'allowed',
    errorCode = '' AND eventSource = 'signin.amazonaws.com', 'authn_failed',
    error = 'DryRunOperation', 'allowed',
    error IN (${list(authnFailed)}), 'authn_failed',
    error IN (${list(notDenied)}) OR position(errorMessage, 'IAM user access not activated') > 0, 'error',
    error IN (${list(denied)}) OR has_denial_text
      OR match(error, '(?i)(accessdenied(exception|fault)?|unauthorized(operation|access|exception)?)$')
      OR match(error, '(?i)^(forbidden|vpceaccessdenied)'), 'denied',
    'error')`,
  denied_by: `multiIf(
    outcome != 'denied', '',
    error = 'VpceAccessDenied', 'VPC endpoint policy',
    extract(errorMessage, '(?:with an explicit deny in an? |because no )([a-z -]+?(?:policy|boundary))'))`,
  // A denial that names the action is exact; the operation table is only the next best.
  message_permission: `if(outcome = 'denied', extract(errorMessage, '(?i)not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)'), '')`,
  message_resource: `if(outcome = 'denied', extract(errorMessage, ' on resource: (arn:[^ ]+)'), '')`,
};

function list(values: readonly string[]): string {
  return values.map(quote).join(', ');
}
