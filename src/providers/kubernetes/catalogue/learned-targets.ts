import { z } from 'zod';
import type { CatalogueDocument, LearnedCatalogue } from '../../provider.ts';
import type { KnownTarget } from './targets.ts';

/** Numbers from here on are given to targets as they are learnt; the table of known ones stays below. */
const numberMin = 4096;
/** As many as ids of permissions have room for. */
const numberMax = 32_767;

let learned: readonly KnownTarget[] = [];

/** Targets of one cluster, learnt from its own definitions and roles. */
export function learnedTargets(): readonly KnownTarget[] {
  return learned;
}

/** Makes a value anew whenever other targets are learnt. */
export function sinceLearned<T>(make: () => T): () => T {
  let made: { readonly value: T; readonly from: readonly KnownTarget[] } | undefined;
  return () => {
    if (made?.from !== learned) made = { value: make(), from: learned };
    return made.value;
  };
}

const remembered = z.object({
  group: z.string(),
  resource: z.string(),
  scope: z.enum(['namespaced', 'cluster']),
  verbs: z.array(z.string()),
});
export type RememberedTarget = z.infer<typeof remembered>;

/** Gives a target as the store remembers it. */
export function targetDocument(target: RememberedTarget, observedAt: number): CatalogueDocument {
  return { id: `target/${target.group}/${target.resource}`, text: JSON.stringify(target), observedAt };
}

/**
 * Takes remembered targets for all that are known beside the table.
 * @param numberOf the number under which permissions of a target are stored already
 */
export function learnTargets(
  documents: Parameters<LearnedCatalogue['learn']>[0],
  numberOf: (target: RememberedTarget) => number | undefined,
): void {
  const read = documents.flatMap(({ text }) => readTarget(text) ?? []);
  const given = new Map(read.map((target) => [target, numberOf(target)]));
  const taken = new Set(given.values());
  let next = numberMin;
  learned = read.flatMap((target): KnownTarget[] => {
    let number = given.get(target);
    while (number === undefined) {
      if (!taken.has(next)) number = next;
      next += 1;
    }
    if (number > numberMax) return [];
    return [{ ...target, number, isRecorded: !target.resource.endsWith('/finalizers') }];
  });
}

function readTarget(text: string): RememberedTarget | undefined {
  try {
    return remembered.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
