import type { AsOf, LevelCounts } from '../../../model/timeline.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, heading, paragraph, point } from '../sentence.ts';
import { count, counted, date } from '../words.ts';

const shownMax = 10;

/** What it could do at a moment, what it had done, and what the policy of that moment would have refused since. */
export function asOfSection({ date: at, could, did, proposed, why }: AsOf, width: number): Line[] {
  return [
    ...heading(`As of ${date(at)}`, width),
    ...(could === null
      ? point(line('What it could do no inventory tells.'), width)
      : point(
          line(
            `it could do ${counted(could.permissions, 'thing')}`,
            run(`  ${levelWords(could.levels)}`, 'faint'),
          ),
          width,
        )),
    ...(could?.caveats ?? []).flatMap((caveat) => point(line(run(caveat, 'faint')), width)),
    ...point(
      line(
        `it had done ${counted(did.permissions, 'thing')} in ${counted(did.calls, 'use')}`,
        run(`  ${levelWords(did.levels)}`, 'faint'),
      ),
      width,
    ),
    ...(proposed === null
      ? paragraph([run(`No smaller policy: ${why ?? ''}.`, 'faint')], width)
      : proposal(proposed, width)),
  ];
}

function proposal(proposed: NonNullable<AsOf['proposed']>, width: number): Line[] {
  const { removed, days, calls, blocked } = proposed;
  const since = `in the ${counted(days, 'day')} and ${counted(calls, 'use')} since`;
  return [
    ...point(
      line(
        `the smallest policy of that day takes away ${counted(removed, 'permission')}; ${since} it would have blocked `,
        run(
          blocked.length === 0 ? 'nothing' : counted(blocked.length, 'permission'),
          blocked.length === 0 ? 'used' : 'denied',
        ),
      ),
      width,
    ),
    ...blocked
      .slice(0, shownMax)
      .flatMap(({ permission, calls: times, first }) =>
        point(
          line(
            run(permission, 'strong'),
            `, ${times === 1 ? `once, on ${date(first)}` : `${count(times)} times, from ${date(first)} on`}`,
          ),
          width,
          run('×', 'denied'),
        ),
      ),
    ...andMore(blocked.length - shownMax, width),
  ];
}

function levelWords(levels: LevelCounts): string {
  return Object.entries(levels)
    .filter(([, each]) => each > 0)
    .map(([level, each]) => `${count(each)} ${level}`)
    .join(' · ');
}
