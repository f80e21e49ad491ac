import type { RecordKind } from '../truth/truth.ts';
import type { ApiToken, OktaUser, ServiceApp } from './holders.ts';

/** Whoever does something that Okta notes, with what he does so. */
export type OktaCaller =
  | { readonly kind: 'api-token'; readonly token: ApiToken }
  | { readonly kind: 'app'; readonly app: ServiceApp }
  /** Somebody in a browser. */
  | { readonly kind: 'person'; readonly user: OktaUser };

/** Gives the id of a user as a principal. */
export function userId({ id }: Pick<OktaUser, 'id'>): string {
  return `user/${id}`;
}

/** Gives the id of a service app as a principal. */
export function appId({ clientId }: Pick<ServiceApp, 'clientId'>): string {
  return `app/${clientId}`;
}

/** Says to whom an event belongs. What takes no admin role, people do without a token. */
export function attributeEvent(
  caller: OktaCaller,
  permissions: readonly string[],
): { readonly kind: RecordKind; readonly principal: string; readonly token: string | undefined } {
  switch (caller.kind) {
    case 'api-token':
      return { kind: 'token', principal: userId(caller.token.user), token: caller.token.id };
    case 'app':
      return { kind: 'token', principal: appId(caller.app), token: caller.app.clientId };
    case 'person': {
      const principal = userId(caller.user);
      return permissions.length === 0
        ? { kind: 'tokenless', principal, token: undefined }
        : { kind: 'token', principal, token: principal };
    }
  }
}
