import { groupBy } from '../model/group-by.ts';
import type { KnownToken } from './known-tokens.ts';
import type { TokenUsage } from './usage-by-token.ts';

/**
 * Gives usage to the principals that the inventory knows. A call with a token that is no longer good may name the token
 * alone: whose it was, the inventory tells.
 */
export function attributed(
  usage: readonly TokenUsage[],
  listed: readonly KnownToken[],
): readonly TokenUsage[] {
  const isNameless = (row: TokenUsage): boolean => row.principal_kind === 'unknown' && row.token_id !== '';
  if (!usage.some(isNameless)) return usage;
  const holders = new Map(listed.map((token) => [token.id, token]));
  const named = usage.map((row) => {
    const holder = isNameless(row) ? holders.get(row.token_id) : undefined;
    if (!holder) return row;
    const { principalId, principalKind, account } = holder;
    return { ...row, principal_id: principalId, principal_kind: principalKind, account };
  });
  const alike = groupBy(named, (row) => `${row.provider}\n${row.token_id}\n${row.principal_id}`);
  return [...alike.values()].map((rows) => rows.reduce(sumOf));
}

function sumOf(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    ...a,
    used: a.used.union(b.used),
    allowed: a.allowed.union(b.allowed),
    denied: a.denied.union(b.denied),
    calls: a.calls + b.calls,
    turned_away: a.turned_away + b.turned_away,
    first_seen: Math.min(a.first_seen, b.first_seen),
    last_seen: Math.max(a.last_seen, b.last_seen),
  };
}
