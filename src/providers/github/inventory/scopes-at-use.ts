import type { InventoryRead } from '../../../model/inventory.ts';
import { Records } from '../../held-records.ts';
import type { HeldAtUse } from '../../provider.ts';
import { grantedByScopeNames } from '../granted.ts';

/** A token that is first seen so much later than its log begins may have been given its scopes then. */
const settledMs = 7 * 86_400_000;

/** What classic tokens and OAuth grants held: the log names the scopes of each at every use. */
export function readScopesAtUse(
  uses: readonly HeldAtUse[],
): Pick<InventoryRead, 'roles' | 'grants' | 'effective'> {
  const records = new Records();
  // Grants of one holder count together only if they were observed together.
  const latest = new Map<string, number>();
  for (const { tokenId, observedAt } of uses)
    latest.set(tokenId, Math.max(observedAt, latest.get(tokenId) ?? 0));
  for (const { tokenId, principalId, account, session, firstSeen, logBegin, observedAt } of uses) {
    const scopes = session.split(',');
    records.addHolding({
      principalId,
      tokenId,
      account,
      observedAt: latest.get(tokenId) ?? observedAt,
      role: {
        id: `scopes-at-use/${tokenId}/${session}`,
        kind: 'classic-scopes',
        name: `scopes at use: ${session}`,
        document: { scopes },
      },
      granted: grantedByScopeNames(scopes),
      resources: ['*'],
      path: ['scopes at use'],
      ...(firstSeen - logBegin > settledMs && { since: firstSeen }),
    });
  }
  const { roles, grants, effective } = records;
  return { roles, grants, effective };
}
