import type { DenialList } from '../../../model/denials.ts';
import type { EpisodeRow, ScannerRow } from '../../../model/suspicion.ts';
import { type Line, line, padLine, run } from '../run.ts';
import { andMore, heading, margin, paragraph } from '../sentence.ts';
import { count, counted, minute, shortName } from '../words.ts';
import { wrap } from '../wrap.ts';

const shownMax = 8;
const namedMax = 6;

/** What looks like somebody else’s doing, and the tokens that look at everything as their work. */
export function episodeSection({ episodes, scanners }: DenialList, width: number): Line[] {
  return [
    ...(episodes.length === 0
      ? []
      : [
          ...heading(`${counted(episodes.length, 'suspicious episode')}`, width),
          ...paragraph(
            line(
              run(
                'No policy is derived from what nothing else used, unless a person accepts the episode.',
                'faint',
              ),
            ),
            width,
          ),
          ...episodes.slice(0, shownMax).flatMap((episode) => episodeLines(episode, width)),
          ...andMore(episodes.length - shownMax, width),
        ]),
    ...(scanners.length === 0
      ? []
      : [
          ...heading(
            scanners.length === 1
              ? '1 token looks at everything as its work'
              : `${count(scanners.length)} tokens look at everything as their work`,
            width,
          ),
          ...scanners.slice(0, shownMax).flatMap((scanner) => scannerLines(scanner, width)),
          ...andMore(scanners.length - shownMax, width),
        ]),
  ];
}

function episodeLines(episode: EpisodeRow, width: number): Line[] {
  const { id, token, principal, from, to, calls, refused, stretches, signs, samples } = episode;
  const only = episode.permissions.filter(({ isOnlyHere }) => isOnlyHere).map(({ permission }) => permission);
  const when = `${minute(from)} – ${minute(to)}, ${counted(calls, 'call')} in ${counted(stretches.length, 'stretch', 'stretches')}, ${count(refused)} refused`;
  const facts: [string, string][] = [
    ['token', token === principal ? 'its sessions' : token],
    ['when', when],
    ['from', `${episode.places.join(', ')} with ${episode.agents.join(', ')}`],
    ['left out', listed(only) || 'nothing: all of it was used otherwise too'],
    ['samples', listed(samples.map(({ eventId }) => eventId))],
  ];
  return [
    [],
    ...wrap(
      line(
        run(id, 'severity'),
        ' ',
        run(shortName(principal), 'strong'),
        episode.isAccepted ? ' accepted' : '',
      ),
      {
        width,
        indent: margin,
      },
    ),
    ...facts.flatMap(([name, value]) =>
      wrap([...padLine([run(name, 'faint')], 13), ...line(value)], { width, indent: margin + 2, hang: 13 }),
    ),
    ...signs.flatMap(({ points, text }) =>
      wrap([run(`+${points}`, 'severity'), ...line(` ${text}`)], { width, indent: margin + 2, hang: 3 }),
    ),
  ];
}

function listed(names: readonly string[]): string {
  const more = names.length - namedMax;
  return names.slice(0, namedMax).join(', ') + (more > 0 ? ` and ${count(more)} more` : '');
}

function scannerLines(
  { token, principal, sweeps, readsMax, firstDay, lastDay }: ScannerRow,
  width: number,
): Line[] {
  const id = token === principal ? '' : ` (${token})`;
  const text = `${id}: ${counted(sweeps, 'sweep')} from ${firstDay} to ${lastDay}, up to ${counted(readsMax, 'thing')} to list or read in a day`;
  return wrap(line(run(shortName(principal), 'strong'), text), { width, indent: margin, hang: 2 });
}
