import { allotCells } from '../bar.ts';
import type { Ink } from '../ink.ts';
import { type Line, line, padLine, run } from '../run.ts';
import { percent } from '../words.ts';

/** A share as a bar and a figure; only what is all fills the bar. */
export function shareCell(share: number, ink: Ink, width: number): Line {
  const [full = 0, rest = 0] = allotCells([share, 1 - share], width);
  const figure = padLine(line(percent(share, 1)), '> 99.9 %'.length, 'right');
  return [run('█'.repeat(full), ink), run('·'.repeat(rest), 'faint'), run(' '), ...figure];
}
