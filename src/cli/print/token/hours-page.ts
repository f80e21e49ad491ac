import type { TokenHours } from '../../../model/token-hours.ts';
import { heightRow } from '../day-strip.ts';
import { type Line, run } from '../run.ts';
import { heading } from '../sentence.ts';
import { count, counted, thisSpan } from '../words.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The hours of the week in which a token calls: a row a weekday, a cell an hour. */
export function hoursPage(
  { hours, calls, window }: TokenHours,
  { width }: { readonly width: number },
): Line[] {
  const peak = Math.max(...hours);
  if (peak === 0) return heading(`It made no call in ${thisSpan(window.from, window.to)}.`, width);
  const most = hours.indexOf(peak);
  return [
    ...heading(`It calls most on ${hourText(most)} UTC: ${count(peak)} of ${counted(calls, 'call')}.`, width),
    [],
    ...weekdays.map((name, weekday) => [
      run(`  ${name.slice(0, 3)} `),
      ...heightRow(hours.slice(weekday * 24, weekday * 24 + 24), peak),
    ]),
    [run('      00    06    12    18', 'faint')],
  ];
}

function hourText(hour: number): string {
  return `${weekdays[Math.floor(hour / 24)]} ${String(hour % 24).padStart(2, '0')}:00`;
}
