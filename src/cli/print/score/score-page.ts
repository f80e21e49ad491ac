import type { ScoreAnswer, ScoreRow } from '../../../model/score.ts';
import { scoreBar } from '../bar.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, basis, heading, margin, paragraph, title } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, counted, percent, shortName } from '../words.ts';
import { trendSection } from './trend-section.ts';
import { weightSection } from './weight-section.ts';

const rowsMax = 10;
const barWidth = 10;

/** The gap score of the fleet or a part of it: whose it is, what it is made of, and where it goes. */
export function scorePage(answer: ScoreAnswer, { width }: { readonly width: number }): Line[] {
  const { window, subject, providers, teams, principals, tokens } = answer;
  return [
    ...title(window, width),
    ...heading(conclusion(subject), width),
    ...headLines(subject, width),
    ...trendSection(answer, width),
    ...weightSection(answer, width),
    ...(providers.length > 1 ? tableSection('By provider', providers, width) : []),
    ...(teams.length > 1 ? tableSection('By team', teams, width) : []),
    ...(principals.length > 1 ? tableSection('By principal', principals, width) : []),
    ...(principals.length === 1 && tokens.length > 1 ? tableSection('By token', tokens, width) : []),
    [],
    ...basis('0 is no gap, 100 everything unused. How it is computed: docs/score.md', width),
  ];
}

function conclusion({ kind, name, score, holders, buckets }: ScoreRow): string {
  const who = kind === 'principal' || kind === 'token' ? shortName(name) : name;
  if (score === null) return `The gap score of ${who} is not known.`;
  const wide = holders > 1 ? `: ${count(buckets.wide)} of ${counted(holders, 'holder')} have a wide gap` : '';
  return `The gap score of ${who} is ${score}${wide}.`;
}

function headLines(row: ScoreRow, width: number): Line[] {
  const { score, worst, floor, holders, buckets, granted, used, unused, unknown } = row;
  const indent = run(' '.repeat(margin));
  return [
    ...(score === null ? [] : [[indent, ...scoreBar(score, Math.min(60, width - 2 * margin))]]),
    ...paragraph(
      line(
        ...(holders > 1 && worst !== null
          ? [
              `Worst ${worst}. ${count(buckets.wide)} wide (68–100), ${count(buckets.medium)} medium (34–67), ${count(buckets.narrow)} narrow (0–33), ${count(buckets.none)} without a score. `,
            ]
          : []),
        `Of ${counted(granted, 'permission')} held, ${count(used)} are used and ${count(unused)} unused; `,
        `${count(unknown)} (${percent(unknown, granted)}) are unknown and count on neither side.`,
      ),
      width,
    ),
    ...(floor === null
      ? []
      : paragraph(
          line(
            'Floor ',
            run(`${floor}`, 'strong'),
            floor === 0
              ? ': next to nothing of it is imposed by the provider.'
              : ': what the provider imposes, since some used permissions reach everything and can be tied to no resource. It is not in the score, and nothing to fix.',
          ),
          width,
        )),
  ];
}

function tableSection(name: string, rows: readonly ScoreRow[], width: number): Line[] {
  return [
    ...heading(name, width),
    [],
    ...table(columns(rows), rows.slice(0, rowsMax), { width }),
    ...andMore(rows.length - rowsMax, width),
  ];
}

function columns(rows: readonly ScoreRow[]): readonly Column<ScoreRow>[] {
  const isGroup = rows.some(({ holders }) => holders > 1);
  const figure = (value: number | null): Line => line(value === null ? '–' : `${value}`);
  const groupColumns: readonly Column<ScoreRow>[] = [
    { head: 'worst', align: 'right', drop: 3, cell: ({ worst }) => figure(worst) },
    { head: 'wide', align: 'right', cell: ({ buckets }) => line(count(buckets.wide)) },
    { head: 'holders', align: 'right', cell: ({ holders }) => line(count(holders)) },
  ];
  return [
    {
      head: 'score',
      align: 'right',
      cell: ({ score }) => (score === null ? line('–') : line(run(`${score}`, 'strong'))),
    },
    {
      head: '',
      drop: 2,
      cell: ({ score }) => (score === null ? [] : scoreBar(score, barWidth)),
    },
    {
      head: 'of',
      widthMin: 20,
      cut: 'middle',
      cell: ({ kind, name }) => line(run(labelOf(kind, name), 'strong')),
    },
    { head: 'floor', align: 'right', drop: 1, cell: ({ floor }) => figure(floor) },
    ...(isGroup ? groupColumns : []),
    { head: 'unused', align: 'right', cell: ({ unused }) => line(count(unused)) },
    { head: 'unknown', align: 'right', drop: 5, cell: ({ unknown }) => line(count(unknown)) },
    { head: 'used', align: 'right', drop: 4, cell: ({ used }) => line(count(used)) },
  ];
}

function labelOf(kind: ScoreRow['kind'], name: string): string {
  if (name === '') return 'nobody';
  return kind === 'principal' || kind === 'token' ? shortName(name) : name;
}
