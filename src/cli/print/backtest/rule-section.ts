import type { WalkForwardAnswer } from '../../../model/backtest.ts';
import { type Line, line, run } from '../run.ts';
import { basis, heading } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, counted, percent } from '../words.ts';
import { shareCell } from './share-cell.ts';

type Rule = WalkForwardAnswer['rules'][number];

/** The rules side by side, each with a bar for what it keeps working and one for how little it keeps. */
export function ruleSection({ rules }: WalkForwardAnswer, width: number): Line[] {
  if (rules.length === 0) return [];
  return [
    ...heading(conclusion(rules), width, 'the same days for every rule'),
    [],
    ...table(columnsFor(rules, width), rules, { width }),
    ...basis(
      'Needed: of what the test days needed, the share kept. In use: of what was kept, the share they needed. Left: of all that could be judged, the share kept. Broken: tokens. After: days to the first refusal, the median.',
      width,
    ),
  ];
}

function conclusion(rules: readonly Rule[]): string {
  const [own] = rules;
  const windows = rules.filter(({ rule }) => rule.startsWith('window-'));
  const worst = windows.reduce((most, { brokenTokens }) => Math.max(most, brokenTokens), 0);
  if (own === undefined || windows.length === 0) return 'Rules side by side.';
  return `It would have broken ${counted(own.brokenTokens, 'token')}; windows of fixed length up to ${count(worst)}.`;
}

function columnsFor(rules: readonly Rule[], width: number): readonly Column<Rule>[] {
  const barWidth = width >= 120 ? 20 : width >= 90 ? 10 : 5;
  return [
    {
      head: 'rule',
      widthMin: 8,
      cell: ({ rule, title }) => line(run(title, rule === 'derived' ? 'strong' : 'plain')),
    },
    { head: 'needed', cell: ({ recall }) => shareCell(recall, 'used', barWidth) },
    { head: 'in use', drop: 2, cell: ({ precision }) => shareCell(precision, 'unknown', barWidth) },
    { head: 'left', align: 'right', drop: 3, cell: ({ kept, judged }) => line(percent(kept, judged)) },
    {
      head: 'broken',
      align: 'right',
      cell: ({ brokenTokens }) => line(run(count(brokenTokens), brokenTokens > 0 ? 'denied' : 'plain')),
    },
    {
      head: 'after',
      align: 'right',
      drop: rules.length > 1 ? 1 : 4,
      cell: ({ daysToFirstBreak }) =>
        line(daysToFirstBreak === null ? run('–', 'faint') : counted(daysToFirstBreak.median, 'day')),
    },
  ];
}
