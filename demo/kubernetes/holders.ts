import type { Person } from '../organisation/people.ts';

/** What a role lets its holder do: verbs, and what they are used on, as `pods`, `deployments.apps` or `pods/exec`. */
export interface Rule {
  readonly verbs: readonly string[];
  readonly targets: readonly string[];
  /** Of these objects alone. */
  readonly names?: readonly string[];
  /** Paths instead of targets. */
  readonly paths?: readonly string[];
}

export interface ServiceAccountSpec {
  readonly createdAt: number;
  readonly owner?: Person;
  readonly team?: string;
  /** The role of AWS that its pods take. */
  readonly awsRole?: string;
}

export interface ServiceAccount extends ServiceAccountSpec {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

export interface RoleSpec {
  readonly rules: readonly Rule[];
  readonly createdAt: number;
}

/** A Role where it has a namespace, a ClusterRole where it has none. */
export interface Role extends RoleSpec {
  readonly namespace?: string;
  readonly name: string;
  readonly uid: string;
}

export type Subject =
  | { readonly kind: 'ServiceAccount'; readonly account: ServiceAccount }
  | { readonly kind: 'User' | 'Group'; readonly name: string };

export interface Binding {
  readonly role: Role;
  /** Where the role holds; everywhere when absent. */
  readonly namespace?: string;
  readonly name: string;
  readonly uid: string;
  readonly subjects: readonly Subject[];
  readonly createdAt: number;
}

/** A token of a service account that lies in a Secret and never ends. */
export interface SecretToken {
  readonly account: ServiceAccount;
  readonly name: string;
  readonly uid: string;
  readonly createdAt: number;
  readonly lastUsedAt?: number;
}
