import type { Report } from '../../../model/report.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, heading, point } from '../sentence.ts';
import { count, counted } from '../words.ts';

const shownMax = 8;

type Source = Report['sources'][number];

/** What was left out or could not be read, by source; nothing when all was. */
export function loadSection(sources: readonly Source[], width: number): Line[] {
  return sources.flatMap((source) => [...unreadableLines(source, width), ...leftOutLines(source, width)]);
}

function unreadableLines({ provider, unreadable, unreadableCount }: Source, width: number): Line[] {
  if (unreadableCount === 0) return [];
  const shown = unreadable.slice(0, shownMax);
  const rest = unreadableCount - shown.length;
  return [
    ...heading(`${provider}: ${counted(unreadableCount, 'piece')} could not be read; the rest was.`, width),
    ...shown.flatMap(({ path, offset, reason }) =>
      point(line(run(path, 'strong'), ` at byte ${offset}: ${reason}`), width, run('!', 'severity')),
    ),
    ...andMore(rest, width),
  ];
}

function leftOutLines({ provider, duplicates, ignored, ignoredReasons }: Source, width: number): Line[] {
  if (duplicates === 0 && ignored === 0) return [];
  const reasons = Object.entries(ignoredReasons).sort(([, a], [, b]) => b - a);
  const amounts = [
    ...(duplicates > 0 ? [counted(duplicates, 'repeated record')] : []),
    ...(ignored > 0 ? [`${count(ignored)} other`] : []),
  ];
  return [
    ...heading(`${provider}: left out by design`, width, amounts.join(', ')),
    ...reasons
      .slice(0, shownMax)
      .flatMap(([reason, times]) => point(line(run(count(times), 'strong'), ` ${reason}`), width)),
  ];
}
