import type { PolicyHolder } from '../../../../model/policy-proposal.ts';

/** What a smaller policy is written as; `none` where nothing smaller can be written. */
export type NativeKind =
  | 'token-permissions'
  | 'app-permissions'
  | 'scopes'
  | 'workflow'
  | 'deploy-key'
  | 'none';

const byRole: Readonly<Record<string, NativeKind>> = {
  'fine-grained-permissions': 'token-permissions',
  'fine-grained-request': 'token-permissions',
  'app-permissions': 'app-permissions',
  'classic-scopes': 'scopes',
  'workflow-permissions': 'workflow',
  'deploy-key': 'deploy-key',
  key: 'none',
};

const byToken: Readonly<Record<string, NativeKind>> = {
  'fine-grained-pat': 'token-permissions',
  'classic-pat': 'scopes',
  'oauth-token': 'scopes',
  'deploy-keys': 'deploy-key',
  'ssh-keys': 'none',
};

const byPrincipal: Readonly<Record<string, NativeKind>> = {
  app: 'app-permissions',
  workflow: 'workflow',
  'deploy key': 'deploy-key',
};

/** Tells what a holder’s policy is written as: what it holds now decides, then its token, then what it is. */
export function nativeKind({ held, tokenKind = '', principalKind }: PolicyHolder): NativeKind {
  const [role] = held.map(({ kind }) => byRole[kind]).filter((kind) => kind !== undefined);
  return role ?? byToken[tokenKind] ?? byPrincipal[principalKind] ?? 'token-permissions';
}
