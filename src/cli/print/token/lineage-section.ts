import type { TokenPage } from '../../../model/report.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, heading, point } from '../sentence.ts';
import { count, counted, date, shortName } from '../words.ts';

const shownMax = 8;

/** What its sessions come from and what it leads to, left to right. */
export function lineageSection({ mintedBy, mints, sessions }: TokenPage, width: number): Line[] {
  const origin = mintedBy.map(({ token, principal, times, lastSeen }) =>
    line(
      run(token === '' ? shortName(principal) : token, 'strong'),
      token === '' || principal === '' ? '' : ` of ${shortName(principal)}`,
      ` → this token, ${timesText(times)}, last ${date(lastSeen)}`,
    ),
  );
  const target = mints.map(({ token, times, lastSeen }) =>
    line('this token → ', run(token, 'strong'), `, ${timesText(times)}, last ${date(lastSeen)}`),
  );
  const names = sessions.map(({ session, calls, lastSeen }) =>
    line(run(session, 'strong'), `, ${counted(calls, 'call')}, last ${date(lastSeen)}`),
  );
  return [
    ...list('Its sessions come from', origin, width),
    ...list('It leads to', target, width),
    ...list('Its sessions are called', names, width),
  ];
}

function timesText(times: number): string {
  return times === 1 ? 'once' : `${count(times)} times`;
}

function list(title: string, points: readonly Line[], width: number): Line[] {
  if (points.length === 0) return [];
  const rest = points.length - shownMax;
  return [
    ...heading(title, width),
    ...points.slice(0, shownMax).flatMap((entry) => point(entry, width)),
    ...andMore(rest, width),
  ];
}
