import type { RoleSession } from '../aws/callers.ts';
import type { RecordKind } from '../truth/truth.ts';
import type { SecretToken, ServiceAccount } from './holders.ts';

/** Whoever sends requests to the API server, with what it does so. */
export type KubernetesCaller =
  /** A pod, with the token that its kubelet renews. */
  | { readonly kind: 'pod'; readonly account: ServiceAccount }
  /** Somebody with a token that was made by hand for a service account. */
  | { readonly kind: 'issued'; readonly account: ServiceAccount; readonly jti: string }
  | { readonly kind: 'secret'; readonly secret: SecretToken }
  /** A session of a role of AWS, which the cluster lets in under its name. */
  | { readonly kind: 'aws'; readonly session: RoleSession }
  /** Somebody whom the sign-in of the organisation vouches for. */
  | { readonly kind: 'person'; readonly email: string }
  | { readonly kind: 'component'; readonly name: string; readonly groups: readonly string[] };

/** Gives the name by which RBAC knows a service account. */
export function accountId({ namespace, name }: Pick<ServiceAccount, 'namespace' | 'name'>): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

/** Gives the id of all tokens of a service account that lie in Secrets. */
export function secretsId({ namespace, name }: ServiceAccount): string {
  return `secrets/${namespace}/${name}`;
}

/** Gives the name that a role session of AWS goes by in the cluster. */
export function sessionUser(session: Pick<RoleSession, 'role' | 'sessionName'>): string {
  const { role, sessionName } = session;
  return `arn:aws:sts::${role.account.id}:assumed-role/${role.name}/${sessionName}`;
}

/** Says to whom a request belongs. */
export function attributeRequest(caller: KubernetesCaller): {
  readonly kind: RecordKind;
  readonly principal: string;
  readonly token: string;
} {
  const principal = principalOf(caller);
  const token =
    caller.kind === 'issued'
      ? caller.jti
      : caller.kind === 'secret'
        ? secretsId(caller.secret.account)
        : principal;
  return { kind: 'token', principal, token };
}

function principalOf(caller: KubernetesCaller): string {
  switch (caller.kind) {
    case 'pod':
    case 'issued':
      return accountId(caller.account);
    case 'secret':
      return accountId(caller.secret.account);
    case 'aws':
      return sessionUser(caller.session);
    case 'person':
      return caller.email;
    case 'component':
      return caller.name;
  }
}
