import { type DenialList, type DenialVerdict, denialVerdicts } from '../../../model/denials.ts';
import { groupBy } from '../../../model/group-by.ts';
import { type Line, line, run } from '../run.ts';
import { basis, heading, paragraph, title } from '../sentence.ts';
import { count, counted } from '../words.ts';
import { denialLines } from './denial-lines.ts';
import { denialTable } from './denial-table.ts';
import { episodeSection } from './episode-section.ts';
import { fixList } from './fix-lines.ts';
import { verdictInk, verdictWords } from './verdict-words.ts';

export interface DenialsPageOptions {
  readonly width: number;
  /** Whether one token or principal was asked for: then everything is told of each want. */
  readonly isOne: boolean;
}

/** What tokens were refused, by verdict: a table for the fleet, every detail for one token. */
export function denialsPage(list: DenialList, { width, isOne }: DenialsPageOptions): Line[] {
  const { window, totals, denials } = list;
  const byVerdict = groupBy(denials, ({ verdict }) => verdict);
  return [
    ...title(window, width),
    ...heading(conclusion(list), width, tally(totals)),
    ...denialVerdicts.flatMap((verdict) => {
      const wants = byVerdict.get(verdict) ?? [];
      if (wants.length === 0) return [];
      return [
        ...heading(headOf(verdict, wants.length), width),
        ...paragraph(line(run(verdictWords[verdict].about, 'faint')), width),
        ...(isOne
          ? wants.flatMap((denial) => denialLines(denial, window, width))
          : [
              [],
              ...denialTable(wants, window, width),
              ...(verdict === 'needed' ? fixList(wants, width) : []),
            ]),
      ];
    }),
    ...episodeSection(list, width),
    ...limits(list, width),
    [],
    ...basis(
      'Basis: signs and points of docs/denials.md; `scopelight denials ID` tells them of one token',
      width,
    ),
  ];
}

function conclusion({ totals }: DenialList): string {
  if (totals.wants === 0) return 'Nothing was refused.';
  return `${counted(totals.wants, 'want was', 'wants were')} refused in ${counted(totals.refusals, 'call')}.`;
}

function tally(totals: DenialList['totals']): string {
  return denialVerdicts
    .filter((verdict) => totals[verdict] > 0)
    .map((verdict) => `${count(totals[verdict])} ${verdict}`)
    .join(', ');
}

function headOf(verdict: DenialVerdict, wants: number): string {
  return `${verdictWords[verdict].head}: ${counted(wants, 'want')}`;
}

function limits({ totals, isCut }: DenialList, width: number): Line[] {
  const texts = [
    ...(totals.unnamed === 0
      ? []
      : [
          `${counted(totals.unnamed, 'more call was', 'more calls were')} refused whose operation no permission is known for.`,
        ]),
    ...(isCut ? ['There are more wants than are read at once; these have the most refusals.'] : []),
  ];
  return texts.flatMap((text) => [[], ...paragraph(line(run('▒ ', verdictInk.unclear), text), width)]);
}
