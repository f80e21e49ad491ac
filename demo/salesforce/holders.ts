/** Somebody who signs in, or whom only programs act as. */
export interface SalesforceUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  /** Whether no person signs in as it. */
  readonly isIntegration: boolean;
  readonly createdAt: number;
}

export type Access = 'read' | 'create' | 'edit' | 'delete' | 'viewAll' | 'modifyAll';

/** What a permission set gives: accesses by object, and permissions of users by their names. */
export interface Given {
  readonly objects: Readonly<Record<string, readonly Access[]>>;
  readonly users: readonly string[];
}

export interface PermissionSet extends Given {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  /** Of the profile that it belongs to. */
  readonly profileId?: string;
}

export interface ConnectedApp {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
}

/** What an app was given for a user. */
export interface OauthToken {
  readonly app: ConnectedApp;
  readonly user: SalesforceUser;
  readonly createdAt: number;
  readonly lastUsedAt?: number;
}
