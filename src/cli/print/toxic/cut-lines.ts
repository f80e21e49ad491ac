import type { ToxicHolder } from '../../../model/toxic.ts';
import { type Line, line, run } from '../run.ts';
import { margin, point } from '../sentence.ts';
import { listed, percent } from '../words.ts';
import { wrap } from '../wrap.ts';

type Cut = NonNullable<ToxicHolder['cut']>;

const namesMax = 6;

/** What to cut, how sure it is that nobody misses it, and in full the commands for it. */
export function cutLines(cut: Cut, { width, isFull }: { width: number; isFull: boolean }): Line[] {
  const names = cut.permissions.map(({ permission, state }) =>
    state === 'unused' ? permission : `${permission} (${state})`,
  );
  const least = cut.isExact
    ? 'no cheaper cut exists'
    : `no cut costs less than ${(cut.bound / cut.cost).toFixed(2)} of it`;
  return [
    ...point(
      line(
        run('cut ', 'strong'),
        `${listed(names, isFull ? names.length : namesMax)}  `,
        run(`${sureness(cut)}; ${least}`, 'faint'),
      ),
      width,
      run('✂'),
    ),
    ...(isFull
      ? [
          ...steps('First, and this can be undone', cut.commands, width),
          ...steps('To undo it', cut.rollback, width),
          ...cut.notes.flatMap((note) => point(line(note), width)),
        ]
      : []),
  ];
}

function sureness({ chanceMissed, basis }: Cut): string {
  if (chanceMissed > 0.9) return 'something of it is in use';
  const chance = chanceMissed < 0.01 ? 'below 1 %' : percent(chanceMissed, 1);
  return `chance that something of it is missed${basis === 'forecast' ? ' in 90 days' : ''}: ${chance}`;
}

function steps(title: string, commands: readonly string[], width: number): Line[] {
  if (commands.length === 0) return [];
  return [
    [],
    ...wrap([run(`${title}:`, 'faint')], { width, indent: margin }),
    ...commands.map((command): Line => [run(' '.repeat(2 * margin)), run(command)]),
  ];
}
