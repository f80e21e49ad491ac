import type { IdentityLinks, Presentation } from '../provider.ts';

/** As whom workflows come to systems that trust GitHub, and who can write a workflow. */
export const links: IdentityLinks = {
  presents: [workflows()],
  takeovers: [
    {
      permission: 'contents:write',
      kinds: ['workflow'],
      does: 'writes a workflow that runs as it',
      resourceOf: (principalId) => principalId.slice(prefix.length),
    },
  ],
};

const prefix = 'actions/';

/**
 * A run presents `repo:OWNER/NAME:…`, of which the rest says where in the repository it runs; the names may carry the
 * numbers of owner and repository (`OWNER@1/NAME@2`).
 * https://docs.github.com/en/actions/reference/openid-connect-reference#filtering-for-a-specific-branch
 */
function workflows(): Presentation {
  return {
    issuer: 'token.actions.githubusercontent.com*',
    kind: 'workflow',
    subjects: (principalId) =>
      principalId.startsWith(prefix) ? `repo:${principalId.slice(prefix.length)}:*` : undefined,
    principals(subjects) {
      if (subjects === '*') return `${prefix}*`;
      const [, repository] = /^repo:([^:]+)/.exec(subjects) ?? [];
      return repository === undefined ? undefined : `${prefix}${repository.replace(/@\d+/g, '')}`;
    },
    stranger: 'repo:anybody/anything:ref:refs/heads/main',
    caveat: 'a repository may present itself under another form of subject',
  };
}
