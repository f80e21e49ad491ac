import type { Retirement } from '../../provider.ts';
import { shellWord } from '../../shared/text/shell-word.ts';
import { byHand } from './by-hand.ts';
import { denyAll, quarantinePolicy } from './deny-all.ts';
import type { Identity } from './identity.ts';

/** Sessions of a user live on the user’s own rights: what stops them stops its keys too, and the notes say so. */
export function retireUserSessions({ kind, name }: Identity): Retirement {
  if (kind === 'root') return byHand('sessions of the root user end by themselves; nothing can deny them');
  if (kind !== 'user') return byHand('its sessions are ended where they are issued, outside of IAM');
  const user = `--user-name ${shellWord(name)}`;
  const policy = `--policy-name ${quarantinePolicy}`;
  return {
    quarantine: [`aws iam put-user-policy ${user} ${policy} --policy-document ${shellWord(denyAll)}`],
    rollback: [`aws iam delete-user-policy ${user} ${policy}`],
    revoke: [`aws iam delete-login-profile ${user}`],
    notes: [
      'the quarantine stops everything the user does, with its access keys too',
      'without a password there are no new console sessions; deleting it cannot be undone',
    ],
  };
}
