import type { PolicyHolder, PolicyProposal } from '../../../model/policy-proposal.ts';
import { levelsIn, repositoriesIn, scopesIn } from '../policy/document-parts.ts';
import type { Application } from './apply-proposal.ts';

/**
 * Nobody but its user can change a fine-grained token, and only in the browser: a link opens the form filled in.
 * https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens#pre-filling-fine-grained-personal-access-token-details-using-url-parameters
 */
export function applyToPersonalToken(
  { documents }: PolicyProposal,
  { account, held }: PolicyHolder,
): Application {
  const levels = documents.flatMap(({ document }) => levelsIn(document));
  const repositories = documents.flatMap(({ document }) => repositoriesIn(document));
  const grant = held.map(({ id }) => /^pat-grant\/(\d+)\//.exec(id)?.[1]).find((id) => id !== undefined);
  const query = new URLSearchParams([['target_name', account], ['expires_in', '90'], ...levels]);
  return inWords([
    `its user makes a smaller token at https://github.com/settings/personal-access-tokens/new?${query} and puts it in the place of the old one`,
    ...(repositories.length === 0 ? [] : [`of the repositories, choose there ${repositories.join(', ')}`]),
    ...(grant === undefined
      ? []
      : [
          `once the old one falls silent, a GitHub App takes its access away: gh api --method POST /orgs/${encodeURIComponent(account)}/personal-access-tokens/${grant} -f action=revoke`,
        ]),
    'to go back, use the old token again until then: it stays as it is',
  ]);
}

/**
 * The scopes of a classic token are changed by its user, and those of an OAuth grant by what its app asks for.
 * https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps
 */
export function applyToScopes(
  { documents, replaces }: PolicyProposal,
  { tokenKind, held }: PolicyHolder,
): Application {
  const scopes = documents.flatMap(({ document }) => scopesIn(document) ?? []);
  const before = held.flatMap(({ id, document }) =>
    replaces.includes(id) ? (scopesIn(JSON.parse(document)) ?? []) : [],
  );
  const back = before.length === 0 ? [] : [`to go back, give it what it has now: ${sorted(before)}`];
  const wanted = scopes.length === 0 ? 'no scope at all' : sorted(scopes);
  if (tokenKind === 'oauth-token')
    return inWords([
      `have the app ask for ${wanted}, in \`scope\` of its authorisation address; a grant gets smaller when its user takes it away at https://github.com/settings/applications and authorises the app anew`,
      ...back,
    ]);
  return inWords([
    `its user takes all scopes but ${wanted} from it at https://github.com/settings/tokens: the token itself stays the same`,
    ...back,
    `or makes a new one: https://github.com/settings/tokens/new?${new URLSearchParams({ scopes: scopes.join(',') })}`,
  ]);
}

function sorted(names: readonly string[]): string {
  return [...new Set(names)].sort().join(', ');
}

function inWords(notes: readonly string[]): Application {
  return { apply: [], rollback: [], notes };
}
