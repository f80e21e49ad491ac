import type { Denial } from '../../../model/denials.ts';
import { dayStrip } from '../day-strip.ts';
import { type Line, line, padLine, type Run, run } from '../run.ts';
import { margin } from '../sentence.ts';
import { count, counted, date, minute, shortName } from '../words.ts';
import { wrap } from '../wrap.ts';
import { fixLines } from './fix-lines.ts';
import { verdictInk } from './verdict-words.ts';

const shownMax = 5;

/** Everything known of one refused want. */
export function denialLines(
  denial: Denial,
  window: { readonly from: string; readonly to: string },
  width: number,
): Line[] {
  const { permission, level, token, principal, verdict, score, signs, refusals, days, rhythm } = denial;
  const who = token === '' ? (principal === '' ? 'anonymous callers' : shortName(principal)) : token;
  const head = line(
    run('✕ ', 'denied'),
    run(permission, 'strong'),
    run(`  ${level === null ? '' : `${level}, `}`, 'faint'),
    run(verdict, verdictInk[verdict]),
    run(` (${score > 0 ? '+' : ''}${score})`, 'faint'),
  );
  return [
    [],
    ...wrap(head, { width, indent: margin }),
    ...wrap(line(`${who}: refused ${counted(refusals, 'time')}: ${rhythm}`), {
      width,
      indent: margin + 2,
    }),
    ...dayStrip(
      days.map(({ day, refusals: calls }) => ({ day, calls })),
      { ...window, width: width - 4, indent: 4 },
    ),
    ...factsOf(denial).flatMap(([name, value]) =>
      wrap([...padLine([run(name, 'faint')], 13), ...value], { width, indent: margin + 2, hang: 13 }),
    ),
    ...fixLines(denial, width),
    ...signs.flatMap(({ points, text }) =>
      wrap([pointRun(points), ...line(` ${text}`)], { width, indent: margin + 2, hang: 3 }),
    ),
  ];
}

function pointRun(points: number): Run {
  const text = points > 0 ? `+${points}` : `${points}`;
  return run(text, points > 0 ? 'used' : 'severity');
}

function factsOf(denial: Denial): [string, Line][] {
  const { granted, status, resources, places, agents, refusedBy, changes, samples } = denial;
  const facts: [string, Line][] = [['now', line(`${grantedWords[granted]}; ${statusText(denial, status)}`)]];
  const add = (name: string, values: readonly string[]): void => {
    const more = values.length - shownMax;
    if (values.length === 0) return;
    facts.push([
      name,
      line(values.slice(0, shownMax).join(', ') + (more > 0 ? ` and ${count(more)} more` : '')),
    ]);
  };
  add(
    'on',
    resources.map(({ resource, refusals }) => `${resource} (${count(refusals)})`),
  );
  add(
    'from',
    places.map(({ place, familiarity }) => `${place} (${familiarityWords[familiarity]})`),
  );
  add(
    'with',
    agents.map(({ agent, familiarity }) => `${agent} (${familiarityWords[familiarity]})`),
  );
  add(
    'refused by',
    refusedBy.map(({ policy, error }) => (policy === '' ? `not said (${error})` : policy)).filter(isFirst),
  );
  add(
    'changes',
    changes.map(
      ({ time, change, subject, object, actor }) =>
        `${date(time)} ${change} ${object || subject} by ${actor}`,
    ),
  );
  add(
    'samples',
    samples.map(({ time, eventId }) => `${minute(time)} ${eventId}`),
  );
  return facts;
}

function isFirst(value: string, index: number, values: readonly string[]): boolean {
  return values.indexOf(value) === index;
}

const grantedWords: Readonly<Record<Denial['granted'], string>> = {
  yes: 'granted, so something else refuses it',
  limited: 'granted on some resources or under conditions',
  no: 'not granted',
  unknown: 'whether it is granted is not known',
};

const familiarityWords = { usual: 'usual', new: 'new', unknown: 'seen little' } as const;

function statusText({ allowedSince, lastRefused }: Denial, status: Denial['status']): string {
  switch (status) {
    case 'allowed-since':
      return `let through since ${allowedSince === null ? 'then' : date(allowedSince)}`;
    case 'stopped':
      return `stopped after ${date(lastRefused)}`;
    case 'open':
      return `last refused ${date(lastRefused)}`;
  }
}
