import type { Person } from '../organisation/people.ts';

/** Tags by which a resource says who answers for it. */
export function ownerTags({ email, team }: Pick<Person, 'email' | 'team'>): Readonly<Record<string, string>> {
  return { owner: email, team };
}
