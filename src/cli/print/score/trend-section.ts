import type { ScoreAnswer } from '../../../model/score.ts';
import { type Line, line, run } from '../run.ts';
import { basis, heading, margin } from '../sentence.ts';
import { date } from '../words.ts';

type Point = ScoreAnswer['trend'][number];

const rows = 5;
const columnWidth = 4;
/** Eighths of a cell, the lowest first. */
const eighths = ['', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** The score week by week as a small chart of columns, with the figures under it. */
export function trendSection({ trend }: ScoreAnswer, width: number): Line[] {
  const points = trend.slice(-Math.max(1, Math.floor((width - 2 * margin - columnWidth) / columnWidth)));
  const known = points.filter(({ score }) => score !== null);
  const [first] = known;
  const last = known.at(-1);
  if (known.length < 2 || first === undefined || last === undefined) return [];
  return [
    ...heading(conclusion(first, last), width),
    [],
    ...Array.from({ length: rows }, (_, index) => chartLine(points, rows - 1 - index)),
    line(
      run(' '.repeat(margin)),
      run('week'.padEnd(columnWidth), 'faint'),
      ...points.map(({ score }) =>
        run(`${score ?? '–'}`.padStart(columnWidth - 1).padEnd(columnWidth), 'strong'),
      ),
    ),
    ...basis(
      `Weeks up to ${endOf(first)} … ${endOf(last)}, each judged over the four weeks before its end by what is granted now.`,
      width,
    ),
  ];
}

function conclusion(first: Point, last: Point): string {
  const change = (last.score ?? 0) - (first.score ?? 0);
  if (change === 0) return `The score stands still at ${last.score}.`;
  return `The score went ${change > 0 ? 'up' : 'down'} from ${first.score} to ${last.score}.`;
}

/** One row of the chart, the lowest being row 0; a column of 100 fills all rows. */
function chartLine(points: readonly Point[], row: number): Line {
  const scale = row === rows - 1 ? '100' : row === 0 ? '0' : '';
  return line(
    run(' '.repeat(margin)),
    run(scale.padStart(columnWidth - 1).padEnd(columnWidth), 'faint'),
    ...points.map(({ score }) => {
      const height = ((score ?? 0) / 100) * rows * 8;
      const filled = Math.min(8, Math.max(0, Math.round(height - row * 8)));
      const glyph = filled === 0 && row === 0 && score !== null ? '▁' : (eighths[filled] ?? '');
      return run(
        glyph
          .repeat(columnWidth - 2)
          .padStart(columnWidth - 1)
          .padEnd(columnWidth),
        'unused',
      );
    }),
  );
}

function endOf({ window }: Point): string {
  return date(Date.parse(window.to) - 1);
}
