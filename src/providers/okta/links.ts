import type { IdentityLinks, Presentation } from '../provider.ts';

/** People come to systems that trust Okta by their logins; under which name it is registered there, each system chose. */
export const links: IdentityLinks = { presents: ['*okta*', '*Okta*', '*OKTA*'].map(people) };

function people(issuer: string): Presentation {
  return {
    issuer,
    kind: 'user',
    by: 'name',
    subjects: (login) => login,
    // An issuer that is trusted for everybody is one for all of the directory, which names nobody.
    principals: (subjects) => (subjects === '*' ? undefined : subjects),
    caveat: 'by its login; which organisation it is of is not told',
  };
}
