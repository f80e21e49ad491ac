import type { Person } from '../organisation/people.ts';
import { Random } from '../random.ts';

/** Gives the id by which Identity Center knows a person. */
export function directoryId(person: Person): string {
  return new Random('directory').split(person.id).uuid();
}
