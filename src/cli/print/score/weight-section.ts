import type { ScoreAnswer } from '../../../model/score.ts';
import { type Line, line, run } from '../run.ts';
import { heading } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, percent } from '../words.ts';

type Weight = ScoreAnswer['weights'][number];

/** What the score of one token or principal is made of: permissions by level and reach, with what each weighs. */
export function weightSection({ weights }: ScoreAnswer, width: number): Line[] {
  if (weights.length === 0) return [];
  const total = weights.reduce((sum, { unused, weight }) => sum + unused * weight, 0);
  return [...heading('What it is made of', width), [], ...table(columns(total), weights, { width })];
}

function columns(total: number): readonly Column<Weight>[] {
  return [
    { head: 'level', cell: ({ level }) => line(run(level, 'strong')) },
    { head: 'reach', cell: ({ reach }) => line(reach) },
    { head: 'weight of one', align: 'right', cell: ({ weight }) => line(`${weight}`) },
    { head: 'used', align: 'right', cell: ({ used }) => line(count(used)) },
    { head: 'unused', align: 'right', cell: ({ unused }) => line(count(unused)) },
    { head: 'unknown', align: 'right', cell: ({ unknown }) => line(count(unknown)) },
    {
      head: 'of the unused weight',
      align: 'right',
      cell: ({ unused, weight }) => line(percent(unused * weight, total)),
    },
  ];
}
