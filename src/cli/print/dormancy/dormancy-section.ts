import type { Dormancy, DormancyVerdict } from '../../../model/dormancy.ts';
import { type Line, line, run } from '../run.ts';
import { basis, heading, point } from '../sentence.ts';
import { counted, date } from '../words.ts';

/** What the silence of a token is, and why; a rhythm where there is one; nothing for a token in use without any. */
export function dormancySection(dormancy: Dormancy, width: number): Line[] {
  const { verdict, why, rhythm } = dormancy;
  if (verdict === 'in-use') {
    if (rhythm === null) return [];
    return heading(`It is used ${rhythm.text}${nextText(rhythm.nextFrom)}.`, width);
  }
  return [
    ...heading(conclusions[verdict], width, verdict),
    ...why.flatMap((reason) => point(line(sentence(reason)), width)),
    ...basis(basisText(dormancy), width),
  ];
}

const conclusions: Readonly<Record<Exclude<DormancyVerdict, 'in-use'>, string>> = {
  sleeping: 'It sleeps, and will be used again.',
  'rare-by-purpose': 'It is silent, as something like it should be.',
  'taken-over': 'Another token does its work.',
  'never-used': 'Nobody ever used it.',
  dormant: 'It is dormant: safe to switch off, and to see whether anybody misses it.',
  zombie: 'It is dead, and somebody still calls with it.',
  retired: 'It is no longer good.',
  'cannot-tell': 'Whether it is dormant cannot be told.',
};

function basisText({ idleDays, alive, pauses, lastUsed, lastUsedSource }: Dormancy): string {
  const last =
    lastUsed === null
      ? 'no use was ever seen'
      : `last used on ${date(lastUsed)}, as the ${lastUsedSource} says`;
  const parts = [last];
  if (idleDays !== null) parts.push(`${counted(idleDays, 'day')} surely without use`);
  if (pauses.count > 0) {
    parts.push(
      `${counted(pauses.count, 'pause')} before, the longest of ${counted(pauses.longestDays, 'day')}`,
    );
  }
  if (alive !== null)
    parts.push(`chance to be alive ${alive < 0.01 ? '< 1 %' : `${Math.round(alive * 100)} %`}`);
  return `Basis: ${parts.join(' · ')}`;
}

function nextText(next: string | null): string {
  return next === null ? '' : `, next on ${date(next)}`;
}

function sentence(reason: string): ReturnType<typeof run> {
  return run(`${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}.`);
}
