import type { RecordKind } from '../truth/truth.ts';
import type { OauthToken, SalesforceUser } from './holders.ts';

/** Whoever does something at Salesforce. */
export type SalesforceCaller =
  | { readonly kind: 'oauth'; readonly token: OauthToken }
  /** Somebody who signs in to the pages. */
  | { readonly kind: 'pages'; readonly user: SalesforceUser };

/** Gives the id of what an app was given for a user, as logs tell it. */
export function oauthId({ app, user }: Pick<OauthToken, 'app' | 'user'>): string {
  return `${app.id}/${user.id}`;
}

/** Gives the id of a user's sessions in the pages. */
export function pagesId({ id }: SalesforceUser): string {
  return `${id}/pages`;
}

/** Says to whom an event belongs. */
export function attributeUse(caller: SalesforceCaller): {
  readonly kind: RecordKind;
  readonly principal: string;
  readonly token: string;
} {
  return caller.kind === 'oauth'
    ? { kind: 'token', principal: caller.token.user.id, token: oauthId(caller.token) }
    : { kind: 'sign-in', principal: caller.user.id, token: pagesId(caller.user) };
}
