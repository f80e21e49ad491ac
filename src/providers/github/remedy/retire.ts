import type { Retirement, RetirementSubject } from '../../provider.ts';
import { shellWord } from '../../shared/text/shell-word.ts';

/**
 * Gives the commands that take a token out of use, for the GitHub CLI: first such that can be undone, then such that
 * cannot.
 */
export function retire(token: RetirementSubject): Retirement {
  switch (token.kind) {
    case 'fine-grained-pat':
      return retirePersonalToken(token);
    case 'classic-pat':
    case 'oauth-token':
    case 'token':
      return retireClassic(token);
    case 'ssh-keys':
      return retireKeys(token);
    case 'deploy-keys':
      return retireDeployKeys(token);
    case 'session':
      return retireSession(token);
    default:
      return byHand(`there is no command that acts on a ${token.kind}`);
  }
}

/** The organisation, or a variable that stops the shell while nobody has set it. */
function organisation({ account }: RetirementSubject): string {
  return account === undefined || account === '' ? `"\${ORG:?the organisation}"` : shellWord(account);
}

/** https://docs.github.com/en/rest/orgs/personal-access-tokens */
function retirePersonalToken(token: RetirementSubject): Retirement {
  if (!/^\d+$/.test(token.id)) return byHand(hashOnly);
  const list = `/orgs/${organisation(token)}/personal-access-tokens`;
  const grant = `$(gh api --paginate ${list} --jq '.[] | select(.token_id == ${token.id}) | .id')`;
  return {
    quarantine: [],
    rollback: [],
    revoke: [`gh api --method POST ${list}/"${grant}" -f action=revoke`],
    notes: [
      'only a GitHub App with the permission `organization_personal_access_tokens: write` may run this; owners can do it in the settings of the organisation',
      'it takes away the access to this organisation; the token itself stays with its user, who can ask for access again',
    ],
  };
}

/** https://docs.github.com/en/enterprise-cloud@latest/rest/orgs/orgs#remove-a-saml-sso-authorization-for-an-organization */
function retireClassic(token: RetirementSubject): Retirement {
  if (!/^\d+$/.test(token.id)) return byHand(hashOnly);
  const list = `/orgs/${organisation(token)}/credential-authorizations`;
  const credential = `$(gh api --paginate ${list} --jq '.[] | select(.authorized_credential_id == ${token.id}) | .credential_id')`;
  return {
    quarantine: [],
    rollback: [],
    revoke: [`gh api --method DELETE ${list}/"${credential}"`],
    notes: [
      'it takes away the authorisation for an organisation with single sign-on; its user can authorise the token again, and only its user can delete it',
    ],
  };
}

function retireKeys(token: RetirementSubject): Retirement {
  const login = /^user\/(.+)$/.exec(token.principalId)?.[1];
  if (login === undefined) return byHand('whose keys they are is not known');
  const list = `/orgs/${organisation(token)}/credential-authorizations`;
  const keys = `gh api --paginate ${list} --jq ${shellWord(`.[] | select(.login == ${JSON.stringify(login)} and .credential_type == "SSH key") | .credential_id`)}`;
  return {
    quarantine: [],
    rollback: [],
    revoke: [`${keys} | xargs -I{} gh api --method DELETE ${list}/{}`],
    notes: [
      'it takes away the authorisation of all SSH keys of the user for an organisation with single sign-on',
    ],
  };
}

/** https://docs.github.com/en/rest/deploy-keys/deploy-keys */
function retireDeployKeys({ principalId }: RetirementSubject): Retirement {
  const repository = /^deploy-keys\/([^/]+\/[^/]+)$/.exec(principalId)?.[1];
  if (repository === undefined) return byHand('which repository they belong to is not known');
  const list = `/repos/${shellWord(repository)}/keys`;
  return {
    quarantine: [],
    rollback: [],
    revoke: [`gh api --paginate ${list} --jq '.[].id' | xargs -I{} gh api --method DELETE ${list}/{}`],
    notes: [
      'it deletes every deploy key of the repository; `gh repo deploy-key list` shows them with the time of their last use',
      'a deleted key works again once its public half is added again',
    ],
  };
}

function retireSession(token: RetirementSubject): Retirement {
  const repository = /^actions\/([^/]+\/[^/]+)$/.exec(token.principalId)?.[1];
  if (repository !== undefined) return retireWorkflows(repository);
  const [, account, slug] = /^app\/([^/]+)\/(.+)$/.exec(token.principalId) ?? [];
  if (account === undefined || slug === undefined) {
    return byHand(
      'it is given out by an app for its user, who can revoke the app in the settings of the account',
    );
  }
  const list = `/orgs/${shellWord(account)}/installations`;
  const id = `$(gh api --paginate ${list} --jq ${shellWord(`.installations[] | select(.app_slug == ${JSON.stringify(slug)}) | .id`)})`;
  const asApp = '-H "Authorization: Bearer $APP_JWT"';
  return {
    quarantine: [`gh api --method PUT ${asApp} /app/installations/"${id}"/suspended`],
    rollback: [`gh api --method DELETE ${asApp} /app/installations/"${id}"/suspended`],
    revoke: [`gh api --method DELETE ${asApp} /app/installations/"${id}"`],
    notes: [
      'these act as the app itself, with a JWT signed by its private key in APP_JWT; owners can suspend and uninstall it in the settings of the organisation',
      'a suspended app stops everywhere in the organisation',
    ],
  };
}

/** https://docs.github.com/en/rest/actions/permissions */
function retireWorkflows(repository: string): Retirement {
  const permissions = `/repos/${shellWord(repository)}/actions/permissions`;
  return {
    quarantine: [`gh api --method PUT ${permissions} -F enabled=false`],
    rollback: [`gh api --method PUT ${permissions} -F enabled=true`],
    revoke: [`gh api --method PUT ${permissions}/workflow -f default_workflow_permissions=read`],
    notes: [
      'the first switches all workflows of the repository off; the last leaves them running with a token that may only read, unless they ask for more',
    ],
  };
}

const hashOnly =
  'the log tells only its hash: who holds its value can find it in the settings of its account and delete it there';

function byHand(note: string): Retirement {
  return { quarantine: [], rollback: [], revoke: [], notes: [note] };
}
