import type { Caller } from './caller.ts';
import type { PrincipalPattern, PrincipalSelection } from './parse-principal.ts';

/**
 * How closely a resource policy names the caller. `caller`: this very user or session, or everybody.
 * `issuer`: the role or user whose session it is. `account`: its account, which leaves the choice to the
 * account's own policies. `unknown`: the policy may or may not mean the caller.
 */
export type PrincipalMatch = 'caller' | 'issuer' | 'account' | 'none' | 'unknown';

/** Compares a caller with a `Principal` or `NotPrincipal` element; a statement without one names nobody. */
export function matchPrincipal(selection: PrincipalSelection | undefined, caller: Caller): PrincipalMatch {
  if (selection === undefined) return 'none';
  const named = new Set(selection.patterns.map((pattern) => matchOne(pattern, caller)));
  if (selection.kind === 'except') {
    return selection.patterns.some((pattern) => pattern.kind === 'all') ? 'none' : matchExcept(named, caller);
  }
  return closeness.find((match) => named.has(match)) ?? 'none';
}

const closeness: readonly PrincipalMatch[] = ['caller', 'issuer', 'account', 'unknown'];

/**
 * AWS asks that an exception names the caller at every level: session, role and account. Naming the account
 * alone excepts nobody but its root user; what naming some of the other levels does is not specified.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function matchExcept(named: ReadonlySet<PrincipalMatch>, caller: Caller): PrincipalMatch {
  const isAlone = caller.account === undefined || caller.kind === 'root';
  if (named.has('caller') && (isAlone || named.has('account'))) return 'none';
  const isPartly = named.has('caller') || named.has('issuer') || named.has('unknown');
  return isPartly ? 'unknown' : 'caller';
}

function matchOne(pattern: PrincipalPattern, caller: Caller): PrincipalMatch {
  if (pattern.kind === 'all') return 'caller';
  const isNotTold = caller.id === '';
  if (isNotTold) return 'unknown';
  switch (pattern.kind) {
    case 'aws':
      return matchAws(pattern.value, caller);
    case 'service':
      return caller.kind === 'service' && same(pattern.value, caller.id) ? 'caller' : 'none';
    case 'federated':
      return caller.kind === 'federated' && same(pattern.value, caller.id) ? 'caller' : 'none';
    case 'canonical':
      return caller.account === undefined ? 'none' : 'unknown';
  }
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function matchAws(value: string, caller: Caller): PrincipalMatch {
  if (value === caller.id) return caller.kind === 'role' ? 'issuer' : 'caller';
  const account = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(value)?.[1];
  if (account !== undefined) {
    if (account !== caller.account) return 'none';
    return caller.kind === 'root' ? 'caller' : 'account';
  }
  const entity = /^arn:[^:]*:iam::(\d{12}):(role|user)\/(?:.*\/)?([^/]+)$/.exec(value);
  if (entity === null || entity[1] !== caller.account || entity[3] !== caller.name) return 'none';
  const isRole = caller.kind === 'role' || caller.kind === 'session';
  if (entity[2] === 'role') return isRole ? 'issuer' : 'none';
  return caller.kind === 'federated-user' ? 'issuer' : 'none';
}
