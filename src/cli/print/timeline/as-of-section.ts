import type { AsOf, LevelCounts } from '../../../model/timeline.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, heading, paragraph, point } from '../sentence.ts';
import { count, counted, date, listed } from '../words.ts';

const shownMax = 10;
const resourcesMax = 5;
const namedMax = 3;

/** What it could do at a moment, what it had done, and what the policy of that moment would have refused since. */
export function asOfSection({ date: at, could, did, proposed, why }: AsOf, width: number): Line[] {
  return [
    ...heading(`As of ${date(at)}`, width),
    ...(could === null
      ? point(line('What it could do no inventory tells.'), width)
      : point(
          line(
            `it could do ${counted(could.permissions, 'thing')}`,
            run(`  ${levelWords(could.levels)}, by the export of ${date(could.exported)}`, 'faint'),
          ),
          width,
        )),
    ...resourcePoints(
      (could?.resources ?? []).map(({ resource, permissions, levels, isConditional }) => ({
        resource,
        words: `${counted(permissions, 'thing')}${isConditional ? ', under conditions' : ''}`,
        rest: levelWords(levels),
      })),
      could?.resourceCount ?? 0,
      width,
    ),
    ...(could?.caveats ?? []).flatMap((caveat) => point(line(run(caveat, 'faint')), width)),
    ...point(
      line(
        `it had done ${counted(did.permissions, 'thing')} in ${counted(did.calls, 'use')}`,
        run(`  ${levelWords(did.levels)}`, 'faint'),
      ),
      width,
    ),
    ...resourcePoints(
      did.resources.map(({ resource, permissions, calls, last }) => ({
        resource,
        words: `${counted(calls, 'use')} of ${listed(permissions, namedMax)}`,
        rest: `last on ${date(last)}`,
      })),
      did.resourceCount,
      width,
    ),
    ...(proposed === null
      ? paragraph([run(`No smaller policy: ${why ?? ''}.`, 'faint')], width)
      : proposal(proposed, width)),
  ];
}

/** What it could do or had done by resource, where grants and calls name resources. */
function resourcePoints(
  resources: readonly { readonly resource: string; readonly words: string; readonly rest: string }[],
  total: number,
  width: number,
): Line[] {
  const shown = resources.slice(0, resourcesMax);
  return [
    ...shown.flatMap(({ resource, words, rest }) =>
      point(
        line(
          run(resource === '*' ? 'on everything' : `on ${resource}`, 'strong'),
          ` ${words}`,
          run(`  ${rest}`, 'faint'),
        ),
        width,
        run('↳', 'faint'),
      ),
    ),
    ...andMore(total - shown.length, width),
  ];
}

function proposal(proposed: NonNullable<AsOf['proposed']>, width: number): Line[] {
  const { removed, days, calls, blocked, openCalls } = proposed;
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
      .flatMap(({ permission, by, resources, calls: times, first }) =>
        point(
          line(
            run(permission, 'strong'),
            by === 'narrowed' ? ` on ${resources.slice(0, namedMax).join(', ')}` : '',
            `, ${times === 1 ? `once, on ${date(first)}` : `${count(times)} times, from ${date(first)} on`}`,
          ),
          width,
          run('×', 'denied'),
        ),
      ),
    ...andMore(blocked.length - shownMax, width),
    ...(openCalls === 0
      ? []
      : point(
          line(
            run(
              `${counted(openCalls, 'call')} since depend on conditions of which the records tell nothing`,
              'faint',
            ),
          ),
          width,
        )),
  ];
}

function levelWords(levels: LevelCounts): string {
  return Object.entries(levels)
    .filter(([, each]) => each > 0)
    .map(([level, each]) => `${count(each)} ${level}`)
    .join(' · ');
}
