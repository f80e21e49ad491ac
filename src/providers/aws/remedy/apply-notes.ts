import type { PolicyHolder, PolicyProposal } from '../../../model/policy-proposal.ts';
import { limits } from '../policy/propose/limits.ts';
import type { HeldParts } from './held-parts.ts';
import type { Identity } from './identity.ts';

/** Why no commands can put a proposal into force; undefined when they can. */
export function obstacleOf(
  { kind, isManaged }: Identity,
  { size, documents, replaces }: PolicyProposal,
  { principalId }: PolicyHolder,
): string | undefined {
  if (kind === 'root') return 'the root user may do everything, and no policy takes that away: stop using it';
  if (kind === 'other') return 'it is neither a user nor a role, so no policy can be attached to it';
  if (isManaged && principalId.includes(':role/aws-service-role/')) {
    return 'a role of this kind belongs to the AWS service that made it, and nobody else can change it';
  }
  if (isManaged) {
    return 'the role is made by IAM Identity Center: put the policy into its permission set, from where it is provisioned anew';
  }
  if (!size.fits) {
    return 'IAM would not store this much: raise the quota, or split the work over several roles';
  }
  return documents.length === 0 && replaces.length === 0 ? 'there is nothing to change' : undefined;
}

/** What a person must know who runs the commands. */
export function applyNotes(
  { documents, leaves, size }: PolicyProposal,
  { managed, inline, groups }: HeldParts,
  kind: 'user' | 'role',
  isRenewing: boolean,
): readonly string[] {
  const others = managed.filter((one) => one.kind === 'managed').map(({ name }) => name);
  const inlineMax = limits.inlineMax[kind];
  const isTooLong = inline.length > 0 && size.characters > inlineMax;
  return [
    'run them one by one and stop at the first that fails: what is taken away comes last',
    documents.length === 0
      ? `the ${kind} keeps no permission of its own`
      : 'where a policy of that name exists already, `create-policy` fails: `aws iam create-policy-version --set-as-default` changes it instead',
    ...(isRenewing
      ? ['a policy has five versions at most: `aws iam delete-policy-version` makes room for another']
      : []),
    ...groups.map((group) => `leaving the group ${group} takes away whatever else it gives, now and later`),
    ...(others.length > 0 ? [`detached and not deleted, as others may hold them: ${others.join(', ')}`] : []),
    ...(isTooLong
      ? [
          `managed policies take the place of inline ones, which may have ${inlineMax} characters on a ${kind}`,
        ]
      : []),
    ...(leaves.length > 0 ? [`stays as it is: ${leaves.join(', ')}`] : []),
    'where policies are kept as code, change them there instead: the next deployment would undo these commands',
  ];
}
