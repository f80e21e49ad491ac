import { enterprise, organisation } from './enterprise.ts';
import type { App, GithubUser, PersonalToken, Repository } from './holders.ts';

/** Whoever does something on GitHub, with what it does so. */
export type GithubCaller =
  | { readonly kind: 'token'; readonly token: PersonalToken }
  | { readonly kind: 'app'; readonly app: App }
  /** The token that every workflow run is given. */
  | { readonly kind: 'workflow'; readonly repository: Repository }
  | { readonly kind: 'ssh'; readonly user: GithubUser }
  | { readonly kind: 'deploy-key'; readonly repository: Repository }
  /** Somebody in a browser, or something that the log names no token of. */
  | { readonly kind: 'person'; readonly user: GithubUser };

/** The app by which GitHub runs workflows; every organisation has it and none answers for it. */
export const actionsBot = { login: 'github-actions[bot]', id: 41_898_282 } as const;

/** Where a call belongs: the principal it is made as, and the token it is made with. */
export function attributeCall(caller: GithubCaller): { readonly principal: string; readonly token?: string } {
  switch (caller.kind) {
    case 'token':
      return { principal: userId(caller.token.user), token: String(caller.token.id) };
    case 'app':
      return { principal: appId(caller.app), token: appId(caller.app) };
    case 'workflow':
      return { principal: workflowId(caller.repository), token: workflowId(caller.repository) };
    case 'ssh':
      return { principal: userId(caller.user), token: sshKeysId(caller.user) };
    case 'deploy-key':
      return { principal: deployKeysId(caller.repository), token: deployKeysId(caller.repository) };
    case 'person':
      return { principal: userId(caller.user) };
  }
}

/** Gives the id of a user as a principal. */
export function userId({ login }: GithubUser): string {
  return `user/${login}`;
}

/** Gives the id of an installed app, and of all its tokens together. */
export function appId({ slug }: App): string {
  return `app/${organisation.login}/${slug}`;
}

/** Gives the id of a repository's workflows, and of all their tokens together. */
export function workflowId({ fullName }: Repository): string {
  return `actions/${fullName}`;
}

/** Gives the id of all SSH keys of a user together. */
export function sshKeysId({ login }: GithubUser): string {
  return `ssh-keys/${login}`;
}

/** Gives the id of all deploy keys of a repository together. */
export function deployKeysId({ fullName }: Repository): string {
  return `deploy-keys/${fullName}`;
}

/** Gives the fields by which a record names its caller; `hourLabel` tells the tokens of one hour from those of another. */
export function callerFields(caller: GithubCaller, hashOf: (label: string) => string, hourLabel: string) {
  switch (caller.kind) {
    case 'token':
      return { ...userFields(caller.token.user), ...tokenFields(caller.token) };
    case 'app':
      return {
        ...botFields({ login: `${caller.app.slug}[bot]`, id: caller.app.botId }),
        ...serverToken(hashOf(`${appId(caller.app)}/${hourLabel}`)),
      };
    case 'workflow':
      return {
        ...botFields(actionsBot),
        ...serverToken(hashOf(`${workflowId(caller.repository)}/${hourLabel}`)),
      };
    case 'ssh':
      return { ...userFields(caller.user), programmatic_access_type: publicKey };
    case 'deploy-key':
      return { actor: 'deploy_key', actor_id: 0, actor_is_bot: false, programmatic_access_type: publicKey };
    case 'person':
      return userFields(caller.user);
  }
}

const publicKey = 'Public Key (User/Deploy)';

function userFields({ login, id, person }: GithubUser) {
  return {
    actor: login,
    actor_id: id,
    actor_is_bot: false,
    ...(person && {
      external_identity_nameid: person.email,
      external_identity_username: `${login}@${enterprise.slug}`,
    }),
  };
}

function botFields({ login, id }: { readonly login: string; readonly id: number }) {
  return { actor: login, actor_id: id, actor_is_bot: true };
}

const accessTypes = {
  'fine-grained-pat': 'Fine-grained personal access token',
  'classic-pat': 'Personal access token (classic)',
  'oauth-token': 'OAuth access token',
} as const;

function tokenFields(token: PersonalToken) {
  return {
    hashed_token: token.hash,
    token_id: token.id,
    programmatic_access_type: accessTypes[token.kind],
    ...(token.kind !== 'fine-grained-pat' && { token_scopes: token.scopes.join(',') }),
    ...(token.kind === 'oauth-token' && { application_name: token.application }),
  };
}

function serverToken(hash: string) {
  return {
    hashed_token: hash,
    token_id: 0,
    programmatic_access_type: 'GitHub App server-to-server token',
  };
}
