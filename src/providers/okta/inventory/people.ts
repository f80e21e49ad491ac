import type { Owner } from '../../../model/inventory.ts';
import { type Records, timeField } from '../../shared/inventory/held-records.ts';
import type { PlacedItem, PlacedOf } from './item.ts';

/** Everything of one store is of one organisation: records of the log do not name theirs. */
export const account = 'okta';

/** The people of an organisation, by id; of several exports the latest counts. */
export type People = ReadonlyMap<string, PlacedOf<'users'>>;

export function peopleOf(items: readonly PlacedItem[]): People {
  const people = new Map<string, PlacedOf<'users'>>();
  for (const item of items) {
    if (item.kind !== 'users') continue;
    const known = people.get(item.body.id);
    if (known === undefined || known.observedAt <= item.observedAt) people.set(item.body.id, item);
  }
  return people;
}

/** A user who holds a token or a role, as a principal; gives the principal’s id. */
export function addUser(userId: string, observedAt: number, people: People, records: Records): string {
  const principalId = `user/${userId}`;
  const person = people.get(userId);
  records.addPrincipal({
    id: principalId,
    kind: 'user',
    name: person?.body.profile.login ?? userId,
    account,
    observedAt: person?.observedAt ?? observedAt,
    ...(person && { owner: ownerOf(person) }),
    ...timeField('createdAt', person?.body.created),
    ...timeField('lastUsedAt', person?.body.lastLogin),
  });
  return principalId;
}

/** A user answers for what is done in the user’s name. */
export function ownerOf({ body }: PlacedOf<'users'>): Owner {
  return { name: body.profile.login, basis: 'account of the user' };
}

/** Nobody can act as a user who is suspended or gone. */
export function isGone(person: PlacedOf<'users'> | undefined): boolean {
  return person !== undefined && goneStatuses.has(person.body.status);
}

const goneStatuses: ReadonlySet<string> = new Set(['SUSPENDED', 'DEPROVISIONED']);
