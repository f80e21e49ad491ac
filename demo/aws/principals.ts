import type { Account } from './accounts.ts';
import type { PolicyDocument } from './policies.ts';

/** A policy that stands by itself and can be attached. */
export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  readonly document: PolicyDocument;
  readonly createdAt: number;
  readonly versionId: string;
  /** Absent for policies that AWS maintains. */
  readonly account?: Account;
  readonly id?: string;
  readonly updatedAt?: number;
}

/** What a user, a role or a group may do. */
export interface Permissions {
  readonly attached?: readonly ManagedPolicy[];
  readonly inline?: Readonly<Record<string, PolicyDocument>>;
}

interface Held extends Permissions {
  readonly boundary?: ManagedPolicy;
  readonly tags?: Readonly<Record<string, string>>;
  /** Folder inside the account, `/` unless told. */
  readonly path?: string;
  readonly createdAt: number;
}

export interface GroupSpec extends Permissions {
  readonly createdAt: number;
}

export interface UserSpec extends Held {
  readonly groups?: readonly IamGroup[];
  readonly hasMfa?: boolean;
  readonly password?: { readonly changedAt: number; readonly lastUsedAt?: number };
}

export interface RoleSpec extends Held {
  readonly trust: PolicyDocument;
  readonly description?: string;
  readonly maxSessionSeconds?: number;
  readonly isInstanceRole?: boolean;
}

interface Identified {
  readonly account: Account;
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly path: string;
}

export interface IamGroup extends Identified, GroupSpec {}
export interface IamUser extends Identified, Omit<UserSpec, 'path'> {}
export interface IamRole extends Identified, Omit<RoleSpec, 'path'> {}

/** `Deleted` keys are not in any inventory, but may still knock. */
export type KeyStatus = 'Active' | 'Inactive' | 'Deleted';

export interface KeySpec {
  readonly createdAt: number;
  readonly status?: KeyStatus;
  /** Last use before the window, where there was one. */
  readonly lastUse?: LastUse;
}

export interface AccessKey {
  readonly id: string;
  readonly user: IamUser;
  readonly createdAt: number;
  readonly status: KeyStatus;
}

/** What IAM remembers about the last use of a key or a role. */
export interface LastUse {
  readonly at: number;
  readonly region: string;
  readonly service: string;
}
