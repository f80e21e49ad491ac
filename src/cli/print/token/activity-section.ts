import type { TokenPage } from '../../../model/report.ts';
import { dayStrip } from '../day-strip.ts';
import { type Line, line, run } from '../run.ts';
import { heading } from '../sentence.ts';
import { count, counted, span, thisSpan } from '../words.ts';

/** On which days it called, as a strip over the window. */
export function activitySection({ days, window }: TokenPage, width: number): Line[] {
  const length = span(window.from, window.to);
  if (days.length === 0) return heading(`It made no call in ${thisSpan(window.from, window.to)}.`, width);
  const denied = days.reduce((sum, day) => sum + day.denied, 0);
  const refused = denied === 0 ? [] : [line(run(`  ${counted(denied, 'call')} refused`, 'denied'))];
  return [
    ...heading(`It called on ${count(days.length)} of ${length}.`, width),
    [],
    ...dayStrip(days, { from: window.from, to: window.to, width: width - 2 }),
    ...refused,
  ];
}
