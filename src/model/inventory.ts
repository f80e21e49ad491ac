/** Where a fact about an owner comes from; shown beside the owner. */
export interface Owner {
  readonly name: string;
  /** For example `tag:owner`, `assigned`. */
  readonly basis: string;
}

interface Observed {
  readonly account: string;
  /** When the inventory was taken, UTC epoch milliseconds. */
  readonly observedAt: number;
}

/** An identity that tokens act as. */
export interface PrincipalRecord extends Observed {
  /** The provider's stable id as it appears in calls (an AWS ARN without session part). */
  readonly id: string;
  /** For example `user`, `role`, `root`, `group-less service`. */
  readonly kind: string;
  readonly name: string;
  readonly owner?: Owner;
  readonly createdAt?: number;
  /** The provider's own record of last use, where it keeps one. */
  readonly lastUsedAt?: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Who may become this principal (trust policy principals), as written. */
  readonly trusts: readonly string[];
}

export type TokenStatus = 'active' | 'inactive' | 'expired' | 'unknown';

/** A credential of a principal. Never its value. */
export interface TokenRecord extends Observed {
  readonly id: string;
  /** For example `access-key`, `password`, `session`. */
  readonly kind: string;
  readonly principalId: string;
  readonly status: TokenStatus;
  readonly createdAt?: number;
  readonly expiresAt?: number;
  readonly lastUsedAt?: number;
  readonly owner?: Owner;
}

/** A named bundle of permissions: a managed or inline policy, a boundary, an organisation policy. */
export interface RoleRecord extends Observed {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** The native document as JSON text. */
  readonly document: string;
  readonly createdAt?: number;
  /** When its present content took effect. */
  readonly changedAt?: number;
}

/** `limit` caps what other grants can give: a permission boundary or an organisation policy. */
export type GrantEffect = 'allow' | 'deny' | 'limit';

/** One statement of one role as held by one principal. */
export interface GrantRecord extends Observed {
  readonly principalId: string;
  readonly roleId: string;
  /** Position and, where given, name of the statement in the role's document. */
  readonly statement: string;
  readonly effect: GrantEffect;
  readonly permissions: ReadonlySet<number>;
  readonly resources: readonly string[];
  readonly isConditional: boolean;
  /** How the principal came to it, outermost first, for example `['group/admins', 'policy/AdministratorAccess']`. */
  readonly path: readonly string[];
  /** Earliest moment from which the grant surely had this content; absent when nothing tells. */
  readonly since?: number;
}
