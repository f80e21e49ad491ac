import type { InventoryRead } from '../../../model/inventory.ts';
import type { HeldAtUse } from '../../provider.ts';
import { type Granted, type Holding, Records } from '../inventory/held-records.ts';

/** What is first seen so much later than its log begins may have been given its scopes then. */
const settledMs = 7 * 86_400_000;

/** How one provider’s log tells of scopes. */
export interface ScopeReading extends Pick<Holding, 'more' | 'less'> {
  /** Whose scopes they are. */
  readonly holder: 'token' | 'principal';
  /** Kind of the role that a set of scopes is. */
  readonly kind: string;
  /** The scopes in the session of a call. */
  scopesOf(session: string): readonly string[];
  grantedBy(scopes: readonly string[]): Granted;
}

/** Gives a reader of what tokens or principals held whose scopes the log names at every use. */
export function scopesAtUse(
  reading: ScopeReading,
): (uses: readonly HeldAtUse[]) => Pick<InventoryRead, 'roles' | 'grants' | 'effective'> {
  return (uses) => read(uses, reading);
}

function read(
  uses: readonly HeldAtUse[],
  { holder, kind, scopesOf, grantedBy, more, less }: ScopeReading,
): Pick<InventoryRead, 'roles' | 'grants' | 'effective'> {
  const records = new Records();
  const idOf = ({ tokenId, principalId }: HeldAtUse): string => (holder === 'token' ? tokenId : principalId);
  // Grants of one holder count together only if they were observed together.
  const latest = new Map<string, number>();
  const accounts = new Map<string, Set<string>>();
  for (const use of uses) {
    latest.set(idOf(use), Math.max(use.observedAt, latest.get(idOf(use)) ?? 0));
    accounts.set(idOf(use), (accounts.get(idOf(use)) ?? new Set()).add(use.account));
  }
  for (const use of uses) {
    const { tokenId, principalId, account, session, firstSeen, logBegin, observedAt } = use;
    const scopes = scopesOf(session);
    records.addHolding({
      principalId,
      ...(holder === 'token' && { tokenId }),
      account,
      observedAt: latest.get(idOf(use)) ?? observedAt,
      role: {
        id: `scopes-at-use/${tokenId}/${session}`,
        kind,
        name: `scopes at use: ${session}`,
        document: { scopes },
      },
      granted: grantedBy(scopes),
      resources: ['*'],
      path: [...((accounts.get(idOf(use))?.size ?? 0) > 1 ? [account] : []), 'scopes at use'],
      ...(more !== undefined && { more }),
      ...(less !== undefined && { less }),
      ...(firstSeen - logBegin > settledMs && { since: firstSeen }),
    });
  }
  const { roles, grants, effective } = records;
  return { roles, grants, effective };
}
