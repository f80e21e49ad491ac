import type { PolicyAnswer } from '../../../model/policy.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, heading, point } from '../sentence.ts';
import { count } from '../words.ts';

const notesMax = 15;
const namesMax = 4;

/** What a reader must know before using the policy. */
export function noteSection({ notes }: PolicyAnswer, width: number): Line[] {
  if (notes.length === 0) return [];
  return [
    ...heading('Before you use it', width),
    ...notes.slice(0, notesMax).flatMap(({ permissions, text }) => {
      const names = namesOf(permissions);
      return point(names === '' ? line(text) : line(run(names, 'strong'), `: ${text}`), width);
    }),
    ...andMore(notes.length - notesMax, width),
  ];
}

function namesOf(permissions: readonly string[]): string {
  const rest = permissions.length - namesMax;
  return rest > 0
    ? `${permissions.slice(0, namesMax).join(', ')} and ${count(rest)} more`
    : permissions.join(', ');
}
