import type { InventoryRead } from '../../../model/inventory.ts';
import { Records } from '../../held-records.ts';
import type { HeldAtUse } from '../../provider.ts';
import { grantedByScopes } from '../granted.ts';

/** An app that is first seen so much later than its log begins may have been given its scopes then. */
const settledMs = 7 * 86_400_000;

/** What service apps held: the log names the scopes of each access token that is given out. An app may hold more. */
export function readScopesAtUse(
  uses: readonly HeldAtUse[],
): Pick<InventoryRead, 'roles' | 'grants' | 'effective'> {
  const records = new Records();
  // Grants of one holder count together only if they were observed together.
  const latest = new Map<string, number>();
  for (const { principalId, observedAt } of uses)
    latest.set(principalId, Math.max(observedAt, latest.get(principalId) ?? 0));
  for (const { tokenId, principalId, account, session, firstSeen, logBegin, observedAt } of uses) {
    const scopes = session.split(',');
    records.addHolding({
      principalId,
      account,
      observedAt: latest.get(principalId) ?? observedAt,
      role: {
        id: `scopes-at-use/${tokenId}/${session}`,
        kind: 'scope',
        name: `scopes at use: ${session}`,
        document: { scopes },
      },
      granted: grantedByScopes(scopes),
      resources: ['*'],
      path: ['scopes at use'],
      more: 'an app asks for some of its scopes at a time; which others it holds is not listed',
      less: 'which admin roles limit the app is not listed',
      ...(firstSeen - logBegin > settledMs && { since: firstSeen }),
    });
  }
  const { roles, grants, effective } = records;
  return { roles, grants, effective };
}
