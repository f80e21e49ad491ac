import type { LastAccessRecord } from '../../../model/inventory.ts';
import type { HeldAtUse } from '../../provider.ts';
import { scopesAtUse } from '../../shared/calls/scopes-at-use.ts';
import { find } from '../catalogue/permissions.ts';
import { grantedByScopes } from '../granted.ts';

const scopesOf = (session: string): readonly string[] => session.split(',');

const readScopes = scopesAtUse({
  holder: 'principal',
  kind: 'scope',
  scopesOf,
  grantedBy: grantedByScopes,
  more: 'an app asks for some of its scopes at a time; which others it holds is not listed',
  less: 'which admin roles limit the app is not listed',
});

/** What service apps held: the log names the scopes of each access token that is given out. An app may hold more. */
export function readScopesAtUse(uses: readonly HeldAtUse[]) {
  return { ...readScopes(uses), lastAccessed: askedFor(uses) };
}

/**
 * Scopes whose use leaves no record, and that an app asks for with its tokens: that speaks for its using them, and without one of
 * them it would be given no token at all.
 */
function askedFor(uses: readonly HeldAtUse[]): readonly LastAccessRecord[] {
  return uses.flatMap(({ principalId, account, session, lastSeen, observedAt }) =>
    scopesOf(session).flatMap((scope): LastAccessRecord[] => {
      const permission = find(scope);
      if (permission?.recorded !== 'never') return [];
      const { service, name } = permission;
      return [{ principalId, account, service, permission: name, triedAt: lastSeen, observedAt }];
    }),
  );
}
