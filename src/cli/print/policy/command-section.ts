import type { PolicyAnswer } from '../../../model/policy.ts';
import { type Line, line, run } from '../run.ts';
import { basis, heading, point } from '../sentence.ts';

/** The native commands that put the policy in place, and those that undo it; nobody runs them unasked. */
export function commandSection({ commands }: PolicyAnswer, width: number): Line[] {
  if (commands === null) return [];
  return [
    ...heading('To put it in place, in this order', width),
    ...commands.apply.map(commandLine),
    ...(commands.rollback.length === 0 ? [] : basis('and to undo it', width)),
    ...commands.rollback.map(commandLine),
    ...commands.notes.flatMap((text) => point(line(text), width)),
  ];
}

/** Commands are for pasting, so they are never broken. */
function commandLine(text: string): Line {
  return [run('    '), run(text)];
}
