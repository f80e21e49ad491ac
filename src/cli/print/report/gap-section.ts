import type { TokenRow } from '../../../model/report.ts';
import type { Line } from '../run.ts';
import { basis, heading } from '../sentence.ts';
import { tokenTable } from '../token-table.ts';
import { count, counted, percent } from '../words.ts';

const shownMax = 12;

/** The tokens with the worst gaps, and how much of the whole gap is theirs. */
export function gapSection(tokens: readonly TokenRow[], width: number): Line[] {
  const scored = tokens.filter((token) => token.score !== null && token.unused > 0);
  if (scored.length === 0) return [];
  const shown = scored.slice(0, shownMax);
  const theirs = unusedOf(shown);
  const all = unusedOf(scored);
  const conclusion =
    shown.length === scored.length
      ? `${counted(scored.length, 'token has a gap', 'tokens have a gap')}, the widest first.`
      : `The ${shown.length} worst gaps hold ${percent(theirs, all)} of all that is unused.`;
  return [
    ...heading(conclusion, width, buckets(tokens)),
    [],
    ...tokenTable(shown, width),
    ...basis(
      `${count(shown.length)} of ${count(scored.length)}. Gap: score from 0 to 100, wide from 68, medium from 34. Bar: used, unused, unknown.`,
      width,
    ),
  ];
}

/** How the fleet spreads over the published buckets of the gap score. */
function buckets(tokens: readonly TokenRow[]): string {
  const scores = tokens.flatMap(({ score }) => score ?? []);
  const wide = scores.filter((score) => score >= 68).length;
  const narrow = scores.filter((score) => score < 34).length;
  return `${count(wide)} wide, ${count(scores.length - wide - narrow)} medium, ${count(narrow)} narrow`;
}

function unusedOf(tokens: readonly TokenRow[]): number {
  return tokens.reduce((sum, { unused }) => sum + unused, 0);
}
