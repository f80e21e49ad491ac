import { z } from 'zod';
import type { CatalogueDocument, LearnedCatalogue } from '../../provider.ts';

/** Numbers of permissions from here on are given to objects as they are learnt; the table stays below. */
const numberMin = 4096;
/** Of more, the rest is counted together. */
const objectsMax = 1500;

/** An object of the organisation that the table does not list. */
export interface LearnedObject {
  readonly name: string;
  /** Number of the first of its permissions; the others follow. */
  readonly number: number;
}

let learned: readonly LearnedObject[] = [];

export function learnedObjects(): readonly LearnedObject[] {
  return learned;
}

/** Makes a value anew whenever other objects are learnt. */
export function sinceLearned<T>(make: () => T): () => T {
  let made: { readonly value: T; readonly from: readonly LearnedObject[] } | undefined;
  return () => {
    if (made?.from !== learned) made = { value: make(), from: learned };
    return made.value;
  };
}

const remembered = z.object({ object: z.string().regex(/^\w{1,128}$/) });

/** Gives an object as the store remembers it. */
export function objectDocument(object: string, observedAt: number): CatalogueDocument {
  return { id: `object/${object.toLowerCase()}`, text: JSON.stringify({ object }), observedAt };
}

/**
 * Takes remembered objects for all that are known beside the table.
 * @param numberOf the number under which permissions of an object are stored already
 * @param step how many numbers each object takes
 */
export function learnObjects(
  documents: Parameters<LearnedCatalogue['learn']>[0],
  numberOf: (object: string) => number | undefined,
  step: number,
): void {
  const names = documents.slice(0, objectsMax).flatMap(({ text }) => readObject(text) ?? []);
  const given = new Map(names.map((name) => [name, numberOf(name)]));
  const taken = new Set(given.values());
  let next = numberMin;
  learned = names.map((name) => {
    let number = given.get(name);
    while (number === undefined) {
      if (!taken.has(next)) number = next;
      next += step;
    }
    return { name, number };
  });
}

function readObject(text: string): string | undefined {
  try {
    return remembered.safeParse(JSON.parse(text)).data?.object;
  } catch {
    return undefined;
  }
}
