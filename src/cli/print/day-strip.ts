import { type Line, run } from './run.ts';
import { counted, date } from './words.ts';
import { wrap } from './wrap.ts';

interface Day {
  /** `2026-09-21`. */
  readonly day: string;
  readonly calls: number;
}

interface StripOptions {
  /** ISO-8601, inclusive. */
  readonly from: string;
  /** ISO-8601, exclusive. */
  readonly to: string;
  readonly width: number;
  readonly indent?: number;
}

const dayMs = 86_400_000;
const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/**
 * Draws calls over days as a strip: a dot is a span without a call, height grows with the square root of the
 * calls, so that quiet days stay visible beside busy ones. Days are joined where there is no room for each.
 */
export function dayStrip(days: readonly Day[], { from, to, width, indent = 2 }: StripOptions): Line[] {
  const { cells, step, first } = cellsOf(days, { from, to }, Math.max(10, width - indent));
  const peak = Math.max(...cells);
  const margin = run(' '.repeat(indent));
  const each = step === 1 ? 'one cell a day' : `one cell for ${step} days`;
  return [
    [margin, ...heightRow(cells, peak)],
    [margin, run(monthTicks(first, step, cells.length), 'faint')],
    ...wrap([run(`${each}, at most ${counted(peak, 'call')}; a dot is no call`, 'faint')], { width, indent }),
  ];
}

/** Draws the strip alone, in at most that many cells, for a row of a table. */
export function dayCells(
  days: readonly Day[],
  window: Pick<StripOptions, 'from' | 'to'>,
  cellsMax: number,
): Line {
  const { cells } = cellsOf(days, window, cellsMax);
  return heightRow(cells, Math.max(...cells));
}

function cellsOf(days: readonly Day[], { from, to }: Pick<StripOptions, 'from' | 'to'>, cellsMax: number) {
  const first = Math.floor(Date.parse(from) / dayMs);
  const total = Math.max(1, Math.ceil(Date.parse(to) / dayMs) - first);
  const step = Math.ceil(total / cellsMax);
  const cells = new Array<number>(Math.ceil(total / step)).fill(0);
  for (const { day, calls } of days) {
    const index = Math.floor((Math.floor(Date.parse(day) / dayMs) - first) / step);
    if (index >= 0 && index < cells.length) cells[index] = (cells[index] ?? 0) + calls;
  }
  return { cells, step, first };
}

/** Draws counts as one row of heights; a dot is none. */
export function heightRow(cells: readonly number[], peak: number): Line {
  const pieces = cells.map((calls) => (calls === 0 ? '·' : heightOf(calls, peak)));
  return (pieces.join('').match(/·+|[^·]+/g) ?? []).map((piece) =>
    run(piece, piece.startsWith('·') ? 'faint' : 'used'),
  );
}

function heightOf(calls: number, peak: number): string {
  const index = Math.ceil(Math.sqrt(calls / peak) * heights.length) - 1;
  return heights[Math.min(heights.length - 1, Math.max(0, index))] ?? '█';
}

/** Names each month under its first cell, as long as the names do not touch. */
function monthTicks(first: number, step: number, cells: number): string {
  let ticks = '';
  let lastMonth = '';
  for (let index = 0; index < cells; index++) {
    const [, month = ''] = date((first + index * step) * dayMs).split(' ');
    const isFree = ticks.length === 0 || ticks.length < index;
    if (month !== lastMonth && isFree) ticks = ticks.padEnd(index) + month;
    lastMonth = month;
  }
  return ticks;
}
