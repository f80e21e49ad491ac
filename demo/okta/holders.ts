/** Somebody who can sign in, or an account that a machine works under. */
export interface OktaUser {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly createdAt: number;
}

/** An admin role: a standard one by its type, or one of the organisation's own by what it gives. */
export type AdminRole =
  | { readonly type: string; readonly label: string }
  | { readonly id: string; readonly label: string; readonly permissions: readonly string[] };

export interface Assignment {
  readonly id: string;
  readonly role: AdminRole;
  readonly holder: { readonly kind: 'users' | 'clients'; readonly id: string };
  readonly createdAt: number;
}

/** A token of a user, which may do whatever the user may. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly user: OktaUser;
  readonly createdAt: number;
}

/** An app that calls Okta with access tokens of its own. */
export interface ServiceApp {
  readonly clientId: string;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly createdAt: number;
}

/** Something that people sign in to. */
export interface SignOnApp {
  readonly id: string;
  readonly label: string;
}
