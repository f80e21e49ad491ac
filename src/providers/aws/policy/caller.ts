import { splitArn } from './arn-pattern.ts';

/**
 * Who makes a request. `role` is some session of a role whose name is not known. `federated` is an identity
 * of an outside provider, `service` an AWS service acting for itself, `other` whatever is none of these.
 */
export type CallerKind =
  | 'root'
  | 'user'
  | 'role'
  | 'session'
  | 'federated-user'
  | 'service'
  | 'federated'
  | 'anonymous'
  | 'other';

export interface Caller {
  readonly kind: CallerKind;
  /** The principal as given; empty when none is. */
  readonly id: string;
  readonly account?: string;
  /** What `aws:PrincipalArn` holds: the user, the federated user, or the role behind a session. */
  readonly principalArn?: string;
  /** Name of that user or role, without its path; names are unique in an account whatever the path. */
  readonly name?: string;
}

/**
 * Reads a principal: the ARN of a user, role, session or account root, an account id, a service name, the
 * id of an identity provider, or `*` for nobody. Undefined: some principal of the resource's account.
 * `issuer` is the ARN of the role or user behind a session, which the session's ARN does not tell in full.
 */
export function parseCaller(principal: string | undefined, issuer?: string): Caller {
  if (principal === undefined) return { kind: 'other', id: '' };
  if (principal === '' || principal === '*') return { kind: 'anonymous', id: principal };
  if (/^\d{12}$/.test(principal)) {
    const principalArn = `arn:aws:iam::${principal}:root`;
    return { kind: 'root', id: principal, account: principal, principalArn };
  }
  const parts = splitArn(principal);
  if (parts !== undefined) return arnCaller(principal, parts, issuer);
  if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/i.test(principal) && principal !== cognito) {
    return { kind: 'service', id: principal };
  }
  return { kind: /^[\w.-]+\.[a-z]+(\/.*)?$/i.test(principal) ? 'federated' : 'other', id: principal };
}

/** Whether policies attached to the caller itself, and limits on it, have a say in its requests. */
export function hasOwnPolicies(caller: Caller): boolean {
  return caller.kind !== 'service' && caller.kind !== 'federated' && caller.kind !== 'anonymous';
}

/** Organisation policies leave service-linked roles alone; their names and paths are reserved by AWS. */
export function isServiceLinked(caller: Caller): boolean {
  if (caller.kind !== 'role' && caller.kind !== 'session') return false;
  const isReservedPath = caller.principalArn?.includes(':role/aws-service-role/') ?? false;
  return isReservedPath || (caller.name?.startsWith('AWSServiceRoleFor') ?? false);
}

/** Ends like a service's name but is an identity provider. */
const cognito = 'cognito-identity.amazonaws.com';

function arnCaller(arn: string, parts: readonly string[], issuer: string | undefined): Caller {
  const [, partition, service, , account = '', resource = ''] = parts;
  const [kind, ...path] = resource.split('/');
  const common = { id: arn, ...(account === '' ? {} : { account }) };
  const name = path.at(-1) ?? '';
  if (service === 'iam' && resource === 'root') return { kind: 'root', ...common, principalArn: arn };
  if (service === 'iam' && kind === 'user') return { kind: 'user', ...common, principalArn: arn, name };
  if (service === 'iam' && kind === 'role') return { kind: 'role', ...common, principalArn: arn, name };
  if (service === 'iam' && (kind === 'saml-provider' || kind === 'oidc-provider')) {
    return { kind: 'federated', ...common };
  }
  if (service === 'sts' && kind === 'assumed-role') {
    const role = path[0] ?? '';
    const principalArn = issuer ?? `arn:${partition}:iam::${account}:role/${role}`;
    return { kind: 'session', ...common, principalArn, name: role };
  }
  if (service === 'sts' && kind === 'federated-user') {
    const user = issuer === undefined ? undefined : issuer.slice(issuer.lastIndexOf('/') + 1);
    return {
      kind: 'federated-user',
      ...common,
      principalArn: arn,
      ...(user === undefined ? {} : { name: user }),
    };
  }
  return { kind: 'other', ...common, principalArn: arn };
}
