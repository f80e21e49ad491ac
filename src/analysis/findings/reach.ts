import type { Severity } from '../../model/finding.ts';
import type { TokenGap } from '../gap.ts';

/** From here on a gap score is wide; docs/score.md. */
const wideScore = 68;

/** How much somebody who has the token could do with it, and does not do today. */
export function reachOf({ granted, score }: TokenGap): { isWide: boolean; isNothing: boolean; text: string } {
  const isWide = (score ?? 0) >= wideScore;
  const isNothing = granted.isEmpty;
  const held = `${granted.size.toLocaleString('en-US')} permissions`;
  if (isNothing) return { isWide, isNothing, text: 'nothing is known to be granted to it' };
  const gap = score === undefined ? 'its gap is not known' : `its gap is ${score} of 100`;
  return { isWide, isNothing, text: `it holds ${held}, and ${gap}` };
}

/** One step less severe. */
export function lower(severity: Severity): Severity {
  const below = { critical: 'high', high: 'medium', medium: 'low', low: 'info', info: 'info' } as const;
  return below[severity];
}
