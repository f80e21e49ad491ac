import type { Outcome } from '../truth/truth.ts';
import { type Caller, callerArn } from './callers.ts';

/** How AWS answers a call. */
export interface Answer {
  readonly outcome: Outcome;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  /** Set where the answer concerns other permissions than the operation's. */
  readonly permissions?: readonly string[];
  readonly isNeeded?: boolean;
  readonly isDryRun?: boolean;
}

/** The call passed. */
export const allowed: Answer = { outcome: 'allowed' };

export type DenialReason =
  | 'because no identity-based policy allows the {} action'
  | 'because no resource-based policy allows the {} action'
  | 'because no permissions boundary allows the {} action'
  | 'because no session policy allows the {} action'
  | 'because no service control policy allows the {} action'
  | 'with an explicit deny in an identity-based policy'
  | 'with an explicit deny in a resource-based policy'
  | 'with an explicit deny in a service control policy'
  | 'with an explicit deny in a permissions boundary';

/** Refuses with the long message that names caller, permission, resource and reason. */
export function denied(
  caller: Caller,
  permission: string,
  options: { resource?: string; reason?: DenialReason; code?: string } = {},
): Answer {
  const { resource, reason, code = 'AccessDenied' } = options;
  const on = resource === undefined ? '' : ` on resource: ${resource}`;
  const why = reason === undefined ? '' : ` ${reason.replace('{}', permission)}`;
  return {
    outcome: 'denied',
    errorCode: code,
    errorMessage: `User: ${callerArn(caller)} is not authorized to perform: ${permission}${on}${why}`,
    permissions: [permission],
  };
}

/** Refuses without saying what was missing, as many services do. */
export function deniedShortly(errorCode: string, errorMessage: string): Answer {
  return { outcome: 'denied', errorCode, errorMessage };
}

/** Refuses as EC2 does: with a blob that only `sts:DecodeAuthorizationMessage` can read. */
export function deniedEncoded(blob: string): Answer {
  return {
    outcome: 'denied',
    errorCode: 'Client.UnauthorizedOperation',
    errorMessage: `You are not authorized to perform this operation. Encoded authorization failure message: ${blob}`,
  };
}

/** Fails after the permission was checked: the caller does need it. */
export function failedAfterCheck(errorCode: string, errorMessage: string): Answer {
  return { outcome: 'error', errorCode, errorMessage, isNeeded: true };
}

/** Fails in a way that tells nothing about permissions, however much it may read like a denial. */
export function failed(errorCode: string, errorMessage: string): Answer {
  return { outcome: 'error', errorCode, errorMessage };
}

/** Turns the caller away for its pace. */
export function throttled(errorCode = 'ThrottlingException'): Answer {
  return failed(errorCode, 'Rate exceeded');
}

/** Does not accept the credential. */
export function authenticationFailed(errorCode: string, errorMessage: string): Answer {
  return { outcome: 'authn-failed', errorCode, errorMessage };
}

/** Would have allowed the call, had it asked for an effect. */
export const dryRun: Answer = {
  outcome: 'allowed',
  errorCode: 'Client.DryRunOperation',
  errorMessage: 'Request would have succeeded, but DryRun flag is set.',
  isDryRun: true,
};
