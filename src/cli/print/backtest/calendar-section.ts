import type { Breakage } from '../../../model/backtest.ts';
import { type Line, line, run } from '../run.ts';
import { heading, point } from '../sentence.ts';
import { counted, date } from '../words.ts';

const namedMax = 4;

/** Which rhythms the window can have seen, and which it found. */
export function calendarSection({ calendar }: Breakage, width: number): Line[] {
  const { text, rhythms } = calendar;
  return [
    ...heading(`As to the calendar: ${text}.`, width),
    ...rhythms.flatMap((rhythm) => point(rhythmLine(rhythm), width)),
  ];
}

function rhythmLine({ text, permissions, next }: Breakage['calendar']['rhythms'][number]): Line {
  const named = permissions.slice(0, namedMax).join(', ');
  const rest = permissions.length - namedMax;
  const more = rest > 0 ? ` and ${counted(rest, 'other')}` : '';
  const when = next === null ? '' : `, next on ${date(next.from)}`;
  return line(run(`used ${text}`, 'strong'), `: ${named}${more}`, run(when, 'faint'));
}
