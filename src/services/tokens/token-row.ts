import type { TokenGap } from '../../analysis/gap.ts';
import type { TokenRow } from '../../model/report.ts';

/** Gives a token’s gap as the row that people and programs read. */
export function tokenRow(gap: TokenGap): TokenRow {
  const { token, grants } = gap;
  return {
    id: token.id,
    provider: token.provider,
    account: token.account,
    kind: token.kind,
    principal: token.principalId,
    owner: token.owner || grants?.owner || null,
    status: token.status,
    granted: gap.granted.size,
    used: gap.used.size,
    unused: gap.unusedCount,
    unknown: gap.unknownCount,
    denied: gap.denied.size,
    usedNotGranted: gap.usedNotGranted.size,
    score: gap.score ?? null,
    calls: gap.calls,
    firstUsed: isoTime(gap.firstSeen),
    lastUsed: isoTime(gap.lastSeen),
  };
}

/**
 * Worst first: by score, then by what is unused, then by id. Tokens without a score come last, those that may do most
 * before the others.
 */
export function byGap(a: TokenRow, b: TokenRow): number {
  return (
    (b.score ?? -1) - (a.score ?? -1) ||
    b.unused - a.unused ||
    b.granted - a.granted ||
    compareText(a.id, b.id) ||
    compareText(a.principal, b.principal)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** ISO-8601 of UTC epoch seconds. */
export function isoTime(seconds: number | undefined): string | null {
  return seconds === undefined ? null : new Date(seconds * 1000).toISOString();
}
