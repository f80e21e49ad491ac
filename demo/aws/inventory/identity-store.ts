import type { JsonObject } from '../../json.ts';
import type { Person } from '../../organisation/people.ts';
import { organisationId } from '../accounts.ts';
import { directoryId } from '../directory.ts';

/** Gives what `aws identitystore list-users` prints: the people who can still sign in. */
export function directoryUsers(staff: readonly Person[]): JsonObject {
  return {
    Users: staff
      .filter(({ hasLeft }) => hasLeft !== true)
      .map((person) => {
        const [givenName = '', familyName = ''] = person.name.split(' ');
        return {
          UserName: person.email,
          UserId: directoryId(person),
          Name: { FamilyName: familyName, GivenName: givenName },
          DisplayName: person.name,
          Emails: [{ Value: person.email, Type: 'work', Primary: true }],
          IdentityStoreId: `d-${organisationId.slice(2)}`,
        };
      }),
  };
}
