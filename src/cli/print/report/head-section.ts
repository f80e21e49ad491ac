import type { Report } from '../../../model/report.ts';
import { gapBar } from '../gap-bar.ts';
import { type Line, line, run } from '../run.ts';
import { basis, heading, paragraph, title } from '../sentence.ts';
import { count, counted, thisSpan } from '../words.ts';

/** What the whole fleet may do and does, in one sentence, one bar and its basis. */
export function headSection({ window, sources, totals, tokens }: Report, width: number): Line[] {
  const length = thisSpan(window.from, window.to);
  if (totals.tokens === 0) {
    const why = paragraph(line('Neither the logs nor the inventories that were read name a token.'), width);
    return [...title(window, width), ...heading('There is no token to report on.', width), ...why];
  }
  return [
    ...title(window, width),
    ...heading(conclusion(totals, tokens, length), width),
    ...paragraph(summary(totals), width),
    [],
    ...(totals.granted === 0 ? [] : gapBar({ ...totals, ...usedOf(totals) }, width)),
    ...basis(basisText(sources, totals), width),
  ];
}

type Totals = Report['totals'];

/** What is used of what is granted, and apart from it what holders used of whom no grant is known. */
function usedOf({ granted, used, unused, unknown }: Totals): { used: number; usedNotGranted: number } {
  const ofGranted = granted - unused - unknown;
  return { used: ofGranted, usedNotGranted: used - ofGranted };
}

function conclusion(totals: Totals, tokens: Report['tokens'], length: string): string {
  const all = counted(totals.tokens, 'token');
  const holders = tokens.filter((token) => token.unused > 0).length;
  if (totals.granted === 0) return 'What tokens may do is not known.';
  if (holders > 0) {
    return `${count(holders)} of ${all} ${holders === 1 ? 'holds permissions it' : 'hold permissions they'} did not use in ${length}.`;
  }
  return totals.unknown > 0
    ? `What ${all} may do and do not use cannot be told from these logs.`
    : `${all} used all ${totals.tokens === 1 ? 'it' : 'they'} may do in ${length}.`;
}

function summary(totals: Totals): Line {
  const { granted, unused, unknown, tokens } = totals;
  const { used } = usedOf(totals);
  if (granted === 0) {
    return line(
      `${counted(tokens, 'token')} made calls, but no inventory says what they may do. `,
      'Add it with --inventory, and the gap can be told.',
    );
  }
  return line(
    `Together they may do ${counted(granted, 'thing')}. `,
    run(count(used), 'strong'),
    ` ${used === 1 ? 'was' : 'were'} used, `,
    run(count(unused), 'strong'),
    ` ${unused === 1 ? 'was' : 'were'} not, and for `,
    run(count(unknown), 'strong'),
    ' the logs cannot tell.',
  );
}

function basisText(sources: Report['sources'], totals: Totals): string {
  const parts = sources
    .filter(({ calls }) => calls > 0)
    .map(
      ({ provider, calls, files }) => `${provider}: ${counted(calls, 'call')} in ${counted(files, 'file')}`,
    );
  const unreadable = sources.reduce((sum, source) => sum + source.unreadableCount, 0);
  const whole =
    unreadable === 0 ? 'everything was readable' : `${counted(unreadable, 'piece')} could not be read`;
  return [`Basis: ${parts.join(' · ')}`, counted(totals.principals, 'principal'), whole].join(' · ');
}
