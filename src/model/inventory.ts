import type { Holder } from './holder-id.ts';
import type { PermissionSet } from './permission-set.ts';

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
  /** The provider's own record says that it was never used, as far back as that goes. */
  readonly isNeverUsed?: true;
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

/** One statement of one role as held by one principal, or by one of its tokens alone. */
export interface GrantRecord extends Observed, Holder {
  readonly roleId: string;
  /** Position and, where given, name of the statement in the role's document. */
  readonly statement: string;
  readonly effect: GrantEffect;
  readonly permissions: ReadonlySet<number>;
  readonly resources: readonly string[];
  readonly isConditional: boolean;
  /** How the principal came to it, outermost first, for example `['group/admins', 'policy/AdministratorAccess']`. */
  readonly path: readonly string[];
  /** Set when the role's document is not known: `permissions` is then empty, though the grant gives something. */
  readonly isUnknown?: true;
  /** Earliest moment from which the grant surely had this content; absent when nothing tells. */
  readonly since?: number;
}

/** Something that decides what a principal may do and is not known. */
export interface GrantUnknown {
  /** The role, group or principal that is not known in full. */
  readonly subject: string;
  readonly reason: string;
  /** Whether more or less than the sets say may be granted for it. */
  readonly effect: 'more' | 'less' | 'either';
}

/**
 * What one principal may do when everything that gives and everything that limits is taken together; with a token, what
 * this token alone may do, whatever is granted to its principal.
 * Equal sets are one object, so that each distinct set needs to be stored once.
 */
export interface EffectiveGrant extends Observed, Holder {
  /** Permissions that some request of the principal could use. */
  readonly allowed: PermissionSet;
  /** Of these, the ones given only under a condition. */
  readonly conditional: PermissionSet;
  /** Of these, the ones given only on some resources. */
  readonly scoped: PermissionSet;
  /** Of these, the ones that a deny takes away on some resources or under some conditions. */
  readonly restricted: PermissionSet;
  /** Of these, the ones given only on resources although the catalogue knows none for them. */
  readonly ineffective: PermissionSet;
  /** Allowed patterns that match nothing in the catalogue; what they give is not in the sets. */
  readonly unmatched: readonly string[];
  /** False when more may be granted than the sets say. */
  readonly isComplete: boolean;
  readonly unknowns: readonly GrantUnknown[];
}

/** The provider's own record of when a principal last tried a service or permission; refused tries count. */
export interface LastAccessRecord extends Observed {
  readonly principalId: string;
  readonly service: string;
  /** Name of the permission; absent when the record is of the service as a whole. */
  readonly permission?: string;
  /** Absent when the provider saw no try in its tracking period. */
  readonly triedAt?: number;
}

/** What a recorder of calls says of itself that it writes down of one account. */
export interface RecordingRecord extends Observed {
  /** The recorder, for example the ARN of a trail. */
  readonly recorder: string;
  /** As in calls: `management-read`, `management-write`, `data:…`. */
  readonly category: string;
  readonly access: 'all' | 'read' | 'write';
  /** Patterns of the resources it is limited to; empty means all. */
  readonly resources: readonly string[];
  /** Sources whose calls are left out. */
  readonly exceptSources: readonly string[];
  /** Regions it is limited to; empty means all. */
  readonly regions: readonly string[];
  /** Further limits in words. Where there are any, absence of a call proves nothing. */
  readonly limits: readonly string[];
  readonly state: 'on' | 'off' | 'unknown';
}

/** Who a document lets become somebody. */
export type LinkFrom =
  /** One principal; with a permission, only if that is granted to it on the target. */
  | { readonly kind: 'principal'; readonly id: string; readonly permission?: string }
  /** Whoever in an account is granted the permission on the target. */
  | { readonly kind: 'account'; readonly id: string; readonly permission: string }
  /** A service of the provider itself. */
  | { readonly kind: 'service'; readonly id: string }
  /** Identities of another system: the name under which that system is trusted, and patterns of theirs (`*`, `?`). */
  | { readonly kind: 'subject'; readonly issuer: string; readonly subjects: readonly string[] }
  | { readonly kind: 'anyone' };

/** One way to become a principal, as a document says: an entry of a trust policy, a binding, an annotation. */
export interface LinkRecord extends Observed {
  /** The principal whose document says so. Its next export replaces it. */
  readonly statedBy: string;
  /** The principal that may be become, most often the one that states it. */
  readonly target: string;
  readonly from: LinkFrom;
  /** What else must hold, each as one would write it. */
  readonly conditions: readonly string[];
  /** What says so, in words: `trust policy`. */
  readonly document: string;
}

/** Something a reader of the outcome should know about one input file. */
export interface InventoryRemark {
  readonly path: string;
  readonly reason: string;
}

/** Everything read from exported inventories. */
export interface InventoryRead {
  /** Every file; one in which nothing was read has no kinds, and is named in `ignored` or `problems`. */
  readonly files: readonly { readonly path: string; readonly kinds: readonly string[] }[];
  readonly principals: readonly PrincipalRecord[];
  readonly tokens: readonly TokenRecord[];
  readonly roles: readonly RoleRecord[];
  /** Iterable again and again. */
  readonly grants: Iterable<GrantRecord>;
  /** One for each principal, and for each token that has grants of its own. */
  readonly effective: readonly EffectiveGrant[];
  readonly lastAccessed: readonly LastAccessRecord[];
  readonly recordings: readonly RecordingRecord[];
  /** Who may become whom; none where the provider’s documents say nothing of it. */
  readonly links?: readonly LinkRecord[];
  /** What could not be read: the result is partial. */
  readonly problems: readonly InventoryRemark[];
  /** What was understood and holds nothing to read. */
  readonly ignored: readonly InventoryRemark[];
}
