import type { Gain } from '../../../model/check.ts';
import { counted } from '../words.ts';

/** What a change comes to, in a few words: `1 holder gains power, 1 thing lets others do more`. */
export function conclusionOf(changes: readonly Gain[]): string | undefined {
  const given = changes.filter(({ gained, widened }) => gained + widened > 0);
  const of = (kind: Gain['kind'], one: string, many: string) => {
    const count = given.filter((gain) => gain.kind === kind).length;
    return count === 0 ? [] : [`${counted(count, kind)} ${count === 1 ? one : many}`];
  };
  const parts = [
    ...of('holder', 'gains power', 'gain power'),
    ...of('thing', 'lets others do more', 'let others do more'),
    ...of('guard', 'lets more through', 'let more through'),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** What became of a holder, in words: `is new with 12 permissions`, `gains 3 and loses 2 permissions`. */
export function changeWords(gain: Gain): string {
  const { kind, isNew, gained, widened, lost } = gain;
  switch (kind) {
    case 'holder':
      return holderWords(gain);
    case 'thing':
      if (gained === 0) return isNew ? 'is new' : 'lets others do nothing more';
      return `${isNew ? 'is new and ' : ''}lets others do ${gained} more`;
    case 'guard':
      if (isNew) return 'is new';
      return gained + widened === 0 ? `takes ${lost} more` : `lets ${gained + widened} more through`;
  }
}

function holderWords({ isNew, gained, widened, lost }: Gain): string {
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
