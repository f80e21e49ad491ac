import type { Retirement, RetirementSubject } from '../../provider.ts';
import { shellWord } from '../../shared/text/shell-word.ts';
import { byHand } from './by-hand.ts';
import { type Identity, identityOf } from './identity.ts';
import { retireRole } from './retire-role.ts';
import { retireUserSessions } from './retire-user-sessions.ts';

/**
 * Gives the commands that take a token out of use: first such that can be undone, then such that cannot.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys-admin-managed.html
 */
export function retire({ id, kind, principalId }: RetirementSubject): Retirement {
  const identity = identityOf(principalId);
  switch (kind) {
    case 'session':
      return identity.kind === 'role' ? retireRole(identity) : retireUserSessions(identity);
    case 'password':
      return retirePassword(identity);
    default:
      return retireListed(kind, id, identity);
  }
}

interface Listed {
  /** `access-key` in `update-access-key`. */
  readonly noun: string;
  readonly flag: string;
  readonly list: string;
}

/** Credentials that have an id, a status and a command of each sort. */
const listed: Readonly<Record<string, Listed>> = {
  'access-key': { noun: 'access-key', flag: '--access-key-id', list: 'list-access-keys' },
  'service-credential': {
    noun: 'service-specific-credential',
    flag: '--service-specific-credential-id',
    list: 'list-service-specific-credentials',
  },
  'ssh-key': { noun: 'ssh-public-key', flag: '--ssh-public-key-id', list: 'list-ssh-public-keys' },
  'signing-certificate': {
    noun: 'signing-certificate',
    flag: '--certificate-id',
    list: 'list-signing-certificates',
  },
};

function retireListed(kind: string, id: string, identity: Identity): Retirement {
  const words = listed[kind];
  if (words === undefined) return byHand(`there is no command that acts on a ${kind}`);
  const holder = holderFlag(identity);
  if (holder === undefined) {
    return byHand(
      `whose it is is not known; \`aws iam get-access-key-last-used --access-key-id ${shellWord(id)}\` tells, where it still exists`,
    );
  }
  // The credential report names credentials by their place in it, not by id.
  if (id.includes('#')) {
    return byHand(`its id is not in the inventory: \`aws iam ${words.list}${holder}\` lists it`);
  }
  const target = `${holder} ${words.flag} ${shellWord(id)}`;
  return {
    quarantine: [`aws iam update-${words.noun}${target} --status Inactive`],
    rollback: [`aws iam update-${words.noun}${target} --status Active`],
    revoke: [`aws iam delete-${words.noun}${target}`],
    notes: identity.kind === 'root' ? ['only the root user itself can run these'] : [],
  };
}

function holderFlag({ kind, name }: Identity): string | undefined {
  if (kind === 'user') return ` --user-name ${shellWord(name)}`;
  return kind === 'root' ? '' : undefined;
}

function retirePassword({ kind, name }: Identity): Retirement {
  if (kind === 'root') return byHand('the password of the root user cannot be taken away');
  if (kind !== 'user') return byHand('whose password it is is not known');
  return {
    quarantine: [],
    rollback: [],
    revoke: [`aws iam delete-login-profile --user-name ${shellWord(name)}`],
    notes: [
      'a password has no switch: deleting it cannot be undone, though `aws iam create-login-profile` can set a new one',
    ],
  };
}
