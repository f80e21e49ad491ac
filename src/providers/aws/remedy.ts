import type { Remedy } from '../provider.ts';

/** The AWS CLI commands that act on a token, reversible ones first. */
export const remedy: Remedy = {
  deactivate({ id, kind, principalId }) {
    if (kind === 'access-key') {
      const user = nameOf(principalId);
      return [
        `aws iam update-access-key --user-name ${shell(user)} --access-key-id ${shell(id)} --status Inactive`,
      ];
    }
    return [];
  },
};

function nameOf(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}

/** Names come from logs: quoted, they stay one word whatever they hold. */
function shell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
