import type { Person } from '../organisation/people.ts';
import type { Levels } from './permissions.ts';

export interface GithubUser {
  readonly login: string;
  readonly id: number;
  /** Absent for an account that only a machine works under. */
  readonly person: Person | undefined;
}

export interface Repository {
  readonly id: number;
  readonly name: string;
  /** With the organisation before it. */
  readonly fullName: string;
  /** What its workflows may do when they do not ask; the organisation decides where it is absent. */
  readonly workflowDefault?: 'read' | 'write';
}

interface Issued {
  readonly createdAt: number;
  readonly expiresAt?: number;
  /** Last use before the window, where there was one. */
  readonly lastUsedAt?: number;
  /** Whether some inventory lists it: classic tokens and grants only where their user authorised them. */
  readonly isListed?: boolean;
}

export type TokenSpec = Issued &
  (
    | {
        readonly kind: 'fine-grained-pat';
        readonly levels: Levels;
        /** All of the organisation's where absent. */
        readonly repositories?: readonly Repository[];
      }
    | { readonly kind: 'classic-pat'; readonly scopes: readonly string[] }
    | { readonly kind: 'oauth-token'; readonly scopes: readonly string[]; readonly application: string }
  );

/** A token of a user. */
export type PersonalToken = TokenSpec & {
  readonly user: GithubUser;
  readonly name: string;
  /** Under which the log and the inventory know it. */
  readonly id: number;
  /** Of the organisation's consent to it. */
  readonly grantId: number;
  /** As the log writes it: SHA-256 of the value, in base64. */
  readonly hash: string;
};

export interface AppSpec {
  readonly createdAt: number;
  /** When its permissions last changed. */
  readonly updatedAt?: number;
  readonly levels: Levels;
  /** All of the organisation's where absent. */
  readonly repositories?: readonly Repository[];
  readonly events: readonly string[];
}

/** An app, and its installation in the organisation. */
export interface App extends AppSpec {
  readonly slug: string;
  readonly appId: number;
  readonly botId: number;
  readonly installationId: number;
}

export interface DeployKey {
  readonly id: number;
  readonly repository: Repository;
  readonly title: string;
  readonly isReadOnly: boolean;
  readonly createdAt: number;
  readonly addedBy: string;
}

export interface SshKey {
  readonly id: number;
  readonly user: GithubUser;
  readonly fingerprint: string;
  readonly createdAt: number;
}
