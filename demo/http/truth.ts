import { isoSeconds, type TimeWindow } from '../time.ts';
import { splitGap, triedIn } from '../truth/gap.ts';
import type { FileCounts, ProviderTruth } from '../truth/truth.ts';
import { principalId } from './access-log.ts';
import { allScopes } from './api.ts';
import type { HttpKey } from './holders.ts';
import type { HttpSystem } from './http-system.ts';

/** What keys are filed under: logs name keys, and no account. */
const account = 'keys';

/** Closes the book on the API: joins what the log should say with what the list of keys says. */
export function closeHttpBook(
  { estate, book, log }: HttpSystem,
  window: TimeWindow,
  written: { readonly files: FileCounts; readonly total: number },
): ProviderTruth {
  const open = log.openKeys();
  return book.close({
    ...written,
    duplicates: 0,
    accounts: [{ id: account, name: account, regions: [] }],
    holes: [],
    principals: estate.keys
      .map((key) => ({
        id: principalId(key),
        account,
        kind: 'api-key',
        name: key.name,
        owner: key.owner.email,
        holds: key.scopes,
        isUnlimited: allScopes.every((scope) => key.scopes.includes(scope)),
      }))
      .sort((left, right) => (left.id < right.id ? -1 : 1)),
    tokens: estate.keys.map((key) => ({
      id: key.id,
      kind: 'api-key',
      principal: principalId(key),
      account,
      status: statusOf(key, window.to),
      createdAt: isoSeconds(key.createdAt),
      ...(key.expiresAt !== undefined && { expiresAt: isoSeconds(key.expiresAt) }),
      gap: splitGap(
        key.scopes.toSorted(),
        triedIn(book.usesOfToken(key.id)),
        // Who asks for what no document tells may need anything for it.
        () => key.createdAt <= window.from && !open.has(key.id),
      ),
    })),
  });
}

function statusOf({ isRevoked, expiresAt }: HttpKey, at: number): string {
  if (expiresAt !== undefined && expiresAt <= at) return 'expired';
  return isRevoked ? 'inactive' : 'active';
}
