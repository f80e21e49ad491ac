import { glyphs, type Shares, shareBar } from './bar.ts';
import { flow } from './flow.ts';
import type { Ink } from './ink.ts';
import { type Line, line, run } from './run.ts';
import { margin } from './sentence.ts';
import { count, percent } from './words.ts';

interface Gap extends Shares {
  readonly granted: number;
  readonly denied: number;
  /** Shown only where there is any. */
  readonly usedNotGranted?: number;
}

const widthMax = 160;

/** The gap as one wide bar with its legend: glyph, word, count and share. */
export function gapBar(gap: Gap, width: number): Line[] {
  const { granted, used, unused, unknown, denied, usedNotGranted = 0 } = gap;
  const beyond = usedNotGranted > 0 ? [entry('beyond', 'used, not granted', usedNotGranted)] : [];
  const legend = [
    entry('used', 'used', used, granted),
    entry('unused', 'unused', unused, granted),
    entry('unknown', 'unknown', unknown, granted),
    entry('denied', 'denied', denied),
    ...beyond,
  ];
  return [
    [run(' '.repeat(margin)), ...shareBar(gap, Math.min(width, widthMax) - 2 * margin)],
    ...flow(legend, { width, indent: margin }),
  ];
}

function entry(state: Ink & keyof typeof glyphs, name: string, value: number, whole?: number): Line {
  const share = whole === undefined ? '' : ` (${percent(value, whole)})`;
  return line(run(glyphs[state], state), ` ${name} `, run(count(value), 'strong'), run(share, 'faint'));
}
