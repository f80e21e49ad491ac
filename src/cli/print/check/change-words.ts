import type { Gain } from '../../../model/check.ts';
import { counted } from '../words.ts';

/** What became of a holder, in words: `is new with 12 permissions`, `gains 3 and loses 2 permissions`. */
export function changeWords({ isNew, gained, widened, lost }: Gain): string {
  if (isNew) return gained === 0 ? 'is new' : `is new with ${counted(gained, 'permission')}`;
  const parts = [
    ...(gained > 0 ? [`gains ${counted(gained, 'permission')}`] : []),
    ...(widened > 0 ? [`has ${widened} on more or under fewer conditions`] : []),
    ...(lost > 0 ? [`loses ${lost}`] : []),
  ];
  return parts.length === 0 ? 'lets in somebody new' : parts.join(', ');
}

/** By level, the levels that change most first. */
export function levelWords({ levels }: Gain): string {
  const words = {
    permissions: 'change access',
    write: 'write',
    tag: 'tag',
    read: 'read',
    list: 'list',
  } as const;
  return Object.entries(words)
    .flatMap(([level, word]) => {
      const count = levels[level as keyof typeof words];
      return count > 0 ? [`${count} ${word}`] : [];
    })
    .join(' · ');
}
