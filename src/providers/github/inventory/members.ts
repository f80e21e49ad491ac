import type { Owner } from '../../../model/inventory.ts';
import type { Records } from '../../shared/inventory/held-records.ts';
import type { PlacedItem } from './item.ts';
import type { Organisations } from './organisations.ts';

/** The people of an organisation: each answers for the tokens of the own account. */
export function addMembers(
  items: readonly PlacedItem[],
  organisations: Organisations,
  records: Records,
): void {
  for (const { kind, body, path, observedAt } of items) {
    if (kind !== 'members') continue;
    addUser(body.login, { account: organisations.of(path, undefined), observedAt }, records);
  }
}

/** The user whom an answer names, so that the tokens have a principal; gives the principal’s id. */
export function addUser(
  login: string,
  { account, observedAt }: { readonly account: string; readonly observedAt: number },
  records: Records,
): string {
  const id = `user/${login}`;
  records.addPrincipal({ id, kind: 'user', name: login, account, observedAt, owner: ownerOf(login) });
  return id;
}

/** A user answers for what is done in the user’s name. */
export function ownerOf(login: string): Owner {
  return { name: login, basis: 'account of the user' };
}
