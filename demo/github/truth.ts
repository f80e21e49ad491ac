import { isoSeconds, type TimeWindow } from '../time.ts';
import type { PrincipalFacts, TokenFacts } from '../truth/provider-book.ts';
import type { FileCounts, ProviderTruth } from '../truth/truth.ts';
import { appId, deployKeysId, sshKeysId, userId, workflowId } from './callers.ts';
import { organisation } from './enterprise.ts';
import type { GithubEstate } from './estate.ts';
import { gapOf, type Held } from './gap.ts';
import type { GithubSystem } from './github-system.ts';
import type { PersonalToken, Repository } from './holders.ts';
import { workflowDefault } from './inventory/write-github-inventory.ts';
import { grantedBy, type Levels } from './permissions.ts';

const account = organisation.login;

/** Closes the book on GitHub: joins what the log should say with what the inventory says. */
export function closeGithubBook(
  { estate, book, log }: GithubSystem,
  window: TimeWindow,
  written: { readonly files: FileCounts; readonly total: number },
): ProviderTruth {
  const seen = new Set(book.seenTokens());
  const withGap = (facts: TokenFacts, held: Held | undefined): TokenFacts => ({
    ...facts,
    ...(held && {
      gap: gapOf(held, book.usesOfToken(facts.id), { window, isOpen: log.openTokens().has(facts.id) }),
    }),
  });
  return book.close({
    ...written,
    duplicates: 0,
    accounts: [{ id: account, name: account, regions: [] }],
    holes: [],
    principals: principals(estate).sort((left, right) => (left.id < right.id ? -1 : 1)),
    tokens: [
      ...estate.tokens
        .filter((token) => token.kind === 'fine-grained-pat' || token.isListed || seen.has(String(token.id)))
        .map((token) => withGap(personalToken(token, window), heldBy(token))),
      ...others(estate).map(([facts, held]) => withGap(facts, held)),
    ],
  });
}

function principals(estate: GithubEstate): PrincipalFacts[] {
  const fact = (id: string, kind: string, name: string) => ({
    id,
    account,
    kind,
    name,
    holds: [],
    isUnlimited: false,
  });
  return [
    ...estate.users.map((user) => ({ ...fact(userId(user), 'user', user.login), owner: user.login })),
    ...estate.apps.map((app) => fact(appId(app), 'app', app.slug)),
    ...estate.repositories.map((one) => fact(workflowId(one), 'workflow', `workflows of ${one.fullName}`)),
    ...keyedRepositories(estate).map((one) => ({
      ...fact(deployKeysId(one), 'deploy key', `deploy keys of ${one.fullName}`),
      ...addedBy(estate, one),
    })),
  ];
}

function personalToken(token: PersonalToken, window: TimeWindow): TokenFacts {
  const isExpired = token.expiresAt !== undefined && token.expiresAt <= window.to;
  const isKnown = token.kind === 'fine-grained-pat' || token.isListed === true;
  return {
    id: String(token.id),
    kind: token.kind,
    principal: userId(token.user),
    account,
    status: !isKnown ? 'unknown' : isExpired ? 'expired' : 'active',
    // When a classic token was made, no inventory tells.
    ...(token.kind === 'fine-grained-pat' && { createdAt: isoSeconds(token.createdAt) }),
    ...(isKnown && token.expiresAt !== undefined && { expiresAt: isoSeconds(token.expiresAt) }),
  };
}

/** What classic scopes give is not put in the words of fine-grained permissions by GitHub. */
function heldBy(token: PersonalToken): Held | undefined {
  return token.kind === 'fine-grained-pat' ? heldOf(token.levels, token.createdAt) : undefined;
}

function others(estate: GithubEstate): readonly (readonly [TokenFacts, Held])[] {
  const fact = (id: string, kind: string, principal = id): TokenFacts => ({
    id,
    kind,
    principal,
    account,
    status: 'active',
  });
  return [
    ...estate.apps.map(
      (app) => [fact(appId(app), 'session'), heldOf(app.levels, app.updatedAt ?? app.createdAt)] as const,
    ),
    ...estate.repositories.map(
      (one) =>
        [
          fact(workflowId(one), 'session'),
          heldOf(workflowLevels[one.workflowDefault ?? workflowDefault], 0),
        ] as const,
    ),
    ...estate.sshKeys.map(
      ({ user, createdAt }) =>
        [
          fact(sshKeysId(user), 'ssh-keys', userId(user)),
          heldOf({ contents: 'write', metadata: 'read' }, createdAt),
        ] as const,
    ),
    ...keyedRepositories(estate).map((repository) => {
      const keys = estate.deployKeys.filter((key) => key.repository === repository);
      const contents = keys.every(({ isReadOnly }) => isReadOnly) ? 'read' : 'write';
      const since = Math.max(...keys.map(({ createdAt }) => createdAt));
      return [
        fact(deployKeysId(repository), 'deploy-keys'),
        heldOf({ contents, metadata: 'read' }, since),
      ] as const;
    }),
  ];
}

function keyedRepositories({ deployKeys }: GithubEstate): readonly Repository[] {
  return [...new Set(deployKeys.map(({ repository }) => repository))];
}

function addedBy({ deployKeys }: GithubEstate, repository: Repository): { readonly owner?: string } {
  const keys = deployKeys.filter((key) => key.repository === repository);
  const [owner, ...others] = new Set(keys.map((key) => key.addedBy));
  return owner === undefined || others.length > 0 ? {} : { owner };
}

function heldOf(levels: Levels, since: number): Held {
  return { granted: grantedBy(levels), since };
}

/**
 * What a workflow's token may do by default.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
const workflowLevels: Readonly<Record<'read' | 'write', Levels>> = {
  read: { contents: 'read', metadata: 'read', packages: 'read' },
  write: {
    actions: 'write',
    artifact_metadata: 'write',
    attestations: 'write',
    checks: 'write',
    contents: 'write',
    deployments: 'write',
    discussions: 'write',
    issues: 'write',
    metadata: 'read',
    packages: 'write',
    pages: 'write',
    pull_requests: 'write',
    repository_projects: 'write',
    security_events: 'write',
    statuses: 'write',
  },
};
