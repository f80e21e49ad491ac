import { groupBy } from '../../../model/group-by.ts';
import type { PolicyAnswer } from '../../../model/policy.ts';
import { glyphs } from '../bar.ts';
import type { Ink } from '../ink.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, heading, point } from '../sentence.ts';
import { count, counted } from '../words.ts';

const reasonsMax = 12;
const namesMax = 6;

/** What stays without a recorded use, and what differs from what is held; equal reasons stand together. */
export function keptSection({ kept, wanted, elsewhere, excluded }: PolicyAnswer, width: number): Line[] {
  return [
    ...group(
      `${counted(kept.length, 'permission')} kept though not seen in use`,
      kept,
      glyphs.unknown,
      width,
    ),
    ...group(`${counted(wanted.length, 'permission')} given for refused calls`, wanted, glyphs.beyond, width),
    ...group(
      `${counted(elsewhere.length, 'permission')} used, and given by something else`,
      elsewhere,
      glyphs.used,
      width,
    ),
    ...group(
      `${counted(excluded.length, 'permission')} left out: only suspicious episodes called for ${excluded.length === 1 ? 'it' : 'them'}`,
      excluded,
      glyphs.denied,
      width,
    ),
  ];
}

const inks: Readonly<Record<string, Ink>> = {
  [glyphs.unknown]: 'unknown',
  [glyphs.beyond]: 'beyond',
  [glyphs.used]: 'used',
  [glyphs.denied]: 'denied',
};

function group(
  title: string,
  entries: readonly { readonly permission: string; readonly why: string }[],
  glyph: string,
  width: number,
): Line[] {
  if (entries.length === 0) return [];
  const reasons = [...groupBy(entries, ({ why }) => why)].sort(([, a], [, b]) => b.length - a.length);
  return [
    ...heading(title, width),
    ...reasons
      .slice(0, reasonsMax)
      .flatMap(([why, members]) =>
        point(line(run(namesOf(members), 'strong'), `: ${why}`), width, run(glyph, inks[glyph])),
      ),
    ...andMore(reasons.length - reasonsMax, width),
  ];
}

function namesOf(members: readonly { readonly permission: string }[]): string {
  const shown = members.slice(0, namesMax).map(({ permission }) => permission);
  const rest = members.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${count(rest)} more` : shown.join(', ');
}
