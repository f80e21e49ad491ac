import type { Retirement } from '../../provider.ts';
import { shellWord } from '../../shared/text/shell-word.ts';
import { byHand } from './by-hand.ts';
import { denyAll, quarantinePolicy } from './deny-all.ts';
import type { Identity } from './identity.ts';

/**
 * A role has no switch, but a policy that denies everything stops all of its sessions at once and is taken off again as
 * easily. A role can be deleted only when it holds nothing any more.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html
 */
export function retireRole({ name, isManaged }: Identity): Retirement {
  if (isManaged) {
    return byHand(
      'it is managed by the service that made it: take the assignment away in IAM Identity Center, or stop using the service',
    );
  }
  const role = `--role-name ${shellWord(name)}`;
  const policy = `--policy-name ${quarantinePolicy}`;
  return {
    quarantine: [`aws iam put-role-policy ${role} ${policy} --policy-document ${shellWord(denyAll)}`],
    rollback: [`aws iam delete-role-policy ${role} ${policy}`],
    revoke: [
      forEach(
        `list-attached-role-policies ${role} --query 'AttachedPolicies[].PolicyArn'`,
        `detach-role-policy ${role} --policy-arn "$it"`,
      ),
      forEach(
        `list-role-policies ${role} --query 'PolicyNames[]'`,
        `delete-role-policy ${role} --policy-name "$it"`,
      ),
      forEach(
        `list-instance-profiles-for-role ${role} --query 'InstanceProfiles[].InstanceProfileName'`,
        `remove-role-from-instance-profile ${role} --instance-profile-name "$it"`,
      ),
      `aws iam delete-role ${role}`,
    ],
    notes: [
      'the quarantine stops every session of the role, also those under way',
      `a deleted role is not brought back by making one of the same name: keep \`aws iam get-role ${role}\` and its policies first`,
    ],
  };
}

function forEach(list: string, act: string): string {
  return `for it in $(aws iam ${list} --output text); do aws iam ${act}; done`;
}
