import { type ChangeRule, changeParts } from '../../shared/calls/change-rules.ts';
import type { Expressions } from '../../shared/calls/layers.ts';

/** What a change speaks of: an expression over the parameters `p`, the answer `a` and the caller. */
const things = {
  // A denied request is recorded without its parameters.
  assumed: "if(p_roleArn != '', p_roleArn, resource)",
  caller: 'principal_id',
  credential: 'a_credential',
  newKey: 'a_key',
  key: 'p_accessKeyId',
  keyOwner: "if(p_userName != '', user_arn, principal_id)",
  user: "if(a_user != '', a_user, user_arn)",
  role: "if(a_role != '', a_role, role_arn)",
  group: 'group_arn',
  policy: "if(a_policy != '', a_policy, p_policyArn)",
  boundary: 'p_permissionsBoundary',
  userInline: "concat(user_arn, '/', p_policyName)",
  roleInline: "concat(role_arn, '/', p_policyName)",
  groupInline: "concat(group_arn, '/', p_policyName)",
  nothing: "''",
} as const;

const rules: readonly ChangeRule<keyof typeof things>[] = [
  ['AssumeRole', 'mint', 'token', 'assumed', 'credential'],
  ['AssumeRoleWithSAML', 'mint', 'token', 'assumed', 'credential'],
  ['AssumeRoleWithWebIdentity', 'mint', 'token', 'assumed', 'credential'],
  ['GetSessionToken', 'mint', 'token', 'caller', 'credential'],
  ['GetFederationToken', 'mint', 'token', 'caller', 'credential'],
  ['ConsoleLogin', 'sign-in', 'principal', 'caller', 'nothing'],
  ['CreateAccessKey', 'create-token', 'token', 'newKey', 'keyOwner'],
  ['UpdateAccessKey', 'deactivate-token', 'token', 'key', 'keyOwner'],
  ['DeleteAccessKey', 'delete-token', 'token', 'key', 'keyOwner'],
  ['CreateUser', 'create-principal', 'principal', 'user', 'nothing'],
  ['CreateRole', 'create-principal', 'principal', 'role', 'nothing'],
  ['DeleteUser', 'delete-principal', 'principal', 'user', 'nothing'],
  ['DeleteRole', 'delete-principal', 'principal', 'role', 'nothing'],
  ['UpdateAssumeRolePolicy', 'modify-trust', 'principal', 'role', 'nothing'],
  ['CreatePolicy', 'create-role', 'role', 'policy', 'nothing'],
  ['CreatePolicyVersion', 'modify-role', 'role', 'policy', 'nothing'],
  ['SetDefaultPolicyVersion', 'modify-role', 'role', 'policy', 'nothing'],
  ['DeletePolicyVersion', 'modify-role', 'role', 'policy', 'nothing'],
  ['DeletePolicy', 'delete-role', 'role', 'policy', 'nothing'],
  ['AttachUserPolicy', 'attach-role', 'principal', 'user', 'policy'],
  ['AttachRolePolicy', 'attach-role', 'principal', 'role', 'policy'],
  ['AttachGroupPolicy', 'attach-role', 'group', 'group', 'policy'],
  ['DetachUserPolicy', 'detach-role', 'principal', 'user', 'policy'],
  ['DetachRolePolicy', 'detach-role', 'principal', 'role', 'policy'],
  ['DetachGroupPolicy', 'detach-role', 'group', 'group', 'policy'],
  ['PutUserPolicy', 'attach-role', 'principal', 'user', 'userInline'],
  ['PutRolePolicy', 'attach-role', 'principal', 'role', 'roleInline'],
  ['PutGroupPolicy', 'attach-role', 'group', 'group', 'groupInline'],
  ['DeleteUserPolicy', 'detach-role', 'principal', 'user', 'userInline'],
  ['DeleteRolePolicy', 'detach-role', 'principal', 'role', 'roleInline'],
  ['DeleteGroupPolicy', 'detach-role', 'group', 'group', 'groupInline'],
  ['PutUserPermissionsBoundary', 'limit', 'principal', 'user', 'boundary'],
  ['PutRolePermissionsBoundary', 'limit', 'principal', 'role', 'boundary'],
  ['DeleteUserPermissionsBoundary', 'unlimit', 'principal', 'user', 'nothing'],
  ['DeleteRolePermissionsBoundary', 'unlimit', 'principal', 'role', 'nothing'],
  ['AddUserToGroup', 'join-group', 'principal', 'user', 'group'],
  ['RemoveUserFromGroup', 'leave-group', 'principal', 'user', 'group'],
];

const parts = changeParts('eventName', things, rules);

/** Which recorded calls are changes, and what they say. */
export const changes: Expressions = {
  user_arn: "if(p_userName != '', concat(iam_head, 'user/', p_userName), '')",
  role_arn: "if(p_roleName != '', concat(iam_head, 'role/', p_roleName), '')",
  group_arn: "if(p_groupName != '', concat(iam_head, 'group/', p_groupName), '')",
  is_answered: "eventSource IN ('sts.amazonaws.com', 'iam.amazonaws.com', 'signin.amazonaws.com')",
  listed_change: `if(is_answered, ${parts.change}, '')`,
  change: "if(listed_change = 'deactivate-token' AND p_status = 'Active', 'activate-token', listed_change)",
  subject_kind: `if(change != '', ${parts.kind}, '')`,
  subject_id: `if(change != '', substring(${parts.subject}, 1, 1024), '')`,
  object_id: `if(change != '', substring(${parts.object}, 1, 1024), '')`,
  minted_session:
    "if(change = 'mint', substring(if(p_roleSessionName != '', p_roleSessionName, p_name), 1, 256), '')",
};
