import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accounts } from '../aws/accounts.ts';

/** Gives the mail addresses of everybody in the exported directory of a written demo. */
export function peopleOf(directory: string): ReadonlySet<string> {
  const path = join(directory, `aws/inventory/${accounts.security.id}/identity-store/list-users.json`);
  const { Users }: { Users: { UserName: string }[] } = JSON.parse(readFileSync(path, 'utf8'));
  return new Set(Users.map(({ UserName }) => UserName.toLowerCase()));
}
