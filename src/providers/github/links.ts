import type { IdentityLinks, Presentation } from '../provider.ts';

const prefix = 'actions/';

/** As whom workflows come to systems that trust GitHub, who can write a workflow, and where its secrets are set. */
export const links: IdentityLinks = {
  presents: [workflows()],
  // Secrets of an organisation reach the repositories it chose, which their records do not name.
  secrets: {
    kind: 'workflow',
    operations: ['create', 'update'].flatMap((act) =>
      ['repo', 'environment'].map((place) => `${place}.${act}_actions_secret`),
    ),
    readerOf: (repository) => `${prefix}${repository}`,
    resourceOf: (principalId) => principalId.slice(prefix.length),
  },
  takeovers: [
    {
      permission: 'contents:write',
      kinds: ['workflow'],
      does: 'writes a workflow that runs as it',
      resourceOf: (principalId) => principalId.slice(prefix.length),
    },
  ],
};

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
