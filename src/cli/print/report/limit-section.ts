import type { Report } from '../../../model/report.ts';
import { type Line, line, run } from '../run.ts';
import { heading, point } from '../sentence.ts';
import { counted, percent, thisSpan } from '../words.ts';

/** What the logs cannot know, said beside what they can. */
export function limitSection({ window, sources, totals }: Report, width: number): Line[] {
  const limits: Line[] = [];
  if (totals.unknown > 0) {
    limits.push(
      line(
        run(
          `${counted(totals.unknown, 'grant')} (${percent(totals.unknown, totals.granted)}) ${totals.unknown === 1 ? 'is' : 'are'} unknown`,
          'strong',
        ),
        ': their calls are not recorded by these logs, fall into a hole in them, or the grant is younger than the window. They are never counted as unused.',
      ),
    );
  }
  limits.push(
    line(
      run(`Nothing is known of before ${thisSpan(window.from, window.to)}`, 'strong'),
      ': a job that runs less often may still need what is unused here.',
    ),
  );
  const calls = sources.reduce((sum, source) => sum + source.calls, 0);
  const unmapped = sources.reduce((sum, source) => sum + source.unmapped, 0);
  if (unmapped > 0) {
    limits.push(
      line(
        run(
          `${counted(unmapped, 'call')} (${percent(unmapped, calls)}) ${unmapped === 1 ? 'names an operation' : 'name operations'}`,
          'strong',
        ),
        ' that no permission is known for.',
      ),
    );
  }
  const unattributed = sources.reduce((sum, source) => sum + source.unattributed, 0);
  if (unattributed > 0) {
    limits.push(
      line(
        run(
          `${counted(unattributed, 'call')} (${percent(unattributed, calls)}) ${unattributed === 1 ? 'belongs' : 'belong'} to no token`,
          'strong',
        ),
        ': services acting for themselves, anonymous callers, and calls that a service forwarded.',
      ),
    );
  }
  return [
    ...heading('What these logs cannot know', width),
    ...limits.flatMap((limit) => point(limit, width, run('▒', 'unknown'))),
  ];
}
