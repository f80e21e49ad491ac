import type { Timeline, TimelineEvent, TimelineKind } from '../../../model/timeline.ts';
import type { Ink } from '../ink.ts';
import { type Line, line, run } from '../run.ts';
import { basis, heading, point, title } from '../sentence.ts';
import { count, date, minute, shortName } from '../words.ts';
import { asOfSection } from './as-of-section.ts';

const shownMax = 60;

/** Everything that made a token or principal what it is, in order. */
export function timelinePage(timeline: Timeline, { width }: { readonly width: number }): Line[] {
  const { subject, events, asOf, gaps } = timeline;
  const about = [subject.kind, subject.provider, subject.owner ?? 'no owner']
    .filter((word) => word !== '')
    .join(', ');
  // The beginning and the end of a long story say most.
  const isLong = events.length > shownMax;
  const head = isLong ? events.slice(0, shownMax / 2) : events;
  const tail = isLong ? events.slice(-shownMax / 2) : [];
  return [
    ...title(timeline.window, width),
    ...heading(`How ${shortName(subject.id)} became what it is`, width, about),
    ...head.flatMap((event) => eventLines(event, subject.id, width)),
    ...(isLong ? basis(`${events.length - shownMax} more in between; --json lists all`, width) : []),
    ...tail.flatMap((event) => eventLines(event, subject.id, width)),
    ...(asOf === null ? [] : asOfSection(asOf, width)),
    ...(gaps.length === 0 ? [] : [[], ...basis(`${gaps.join('; ')}.`, width)]),
  ];
}

function eventLines(event: TimelineEvent, subject: string, width: number): Line[] {
  const { glyph, ink } = marks[event.kind];
  const isOther = event.subject !== subject;
  const by = event.actor ? [event.actor.token, event.actor.principal].find((id) => id !== '') : undefined;
  // The first word of an agent names the program.
  const from = [event.address, event.agent.split(' ')[0] ?? ''].filter((word) => word !== '').join(', ');
  return point(
    line(
      run(minute(event.time), 'faint'),
      '  ',
      isOther ? run(`${shortName(event.subject)} `, 'strong') : '',
      event.what,
      event.object === '' ? '' : `: ${shortName(event.object)}`,
      by === undefined ? '' : ` by ${shortName(by)}`,
      event.actor?.session ? ` (${event.actor.session})` : '',
      run(from === '' ? '' : `  from ${from}`, 'faint'),
      run(
        event.times > 1
          ? `  ${count(event.times)} times${event.last ? `, last ${date(event.last)}` : ''}`
          : '',
        'faint',
      ),
    ),
    width,
    run(glyph, ink),
  );
}

const marks: Readonly<Record<TimelineKind, { readonly glyph: string; readonly ink: Ink }>> = {
  made: { glyph: '+', ink: 'strong' },
  changed: { glyph: '±', ink: 'strong' },
  'refused-change': { glyph: '×', ink: 'denied' },
  content: { glyph: '·', ink: 'faint' },
  taken: { glyph: '→', ink: 'used' },
  'first-use': { glyph: '●', ink: 'used' },
  'new-place': { glyph: '●', ink: 'used' },
  'new-agent': { glyph: '●', ink: 'used' },
  strange: { glyph: '!', ink: 'severity' },
  denied: { glyph: '×', ink: 'denied' },
  copied: { glyph: '=', ink: 'unused' },
  observed: { glyph: '·', ink: 'faint' },
  expires: { glyph: '·', ink: 'faint' },
  'last-use': { glyph: '○', ink: 'used' },
};
