import { type ChangeRule, changeParts } from '../../shared/calls/change-rules.ts';
import type { Expressions } from '../../shared/calls/layers.ts';

/** What a change speaks of: an expression over an event. */
const things = {
  token: targetId("'Token', 'API Token', 'SSWS'"),
  user: inPrincipals('user', "'User'"),
  group: inPrincipals('group', "'UserGroup', 'Group'"),
  app: inPrincipals('app', "'AppInstance', 'PublicClientApp', 'PublicClientAppEntity'"),
  role: targetId("'ROLE', 'Role', 'CustomRole', 'IAM_ROLE'"),
  actor: 'principal_id',
  nothing: "''",
} as const;

const rules: readonly ChangeRule<keyof typeof things>[] = [
  ['system.api_token.create', 'create-token', 'token', 'token', 'actor'],
  ['system.api_token.revoke', 'delete-token', 'token', 'token', 'nothing'],
  ['user.lifecycle.create', 'create-principal', 'principal', 'user', 'nothing'],
  ['user.lifecycle.delete.initiated', 'delete-principal', 'principal', 'user', 'nothing'],
  ['user.account.privilege.grant', 'attach-role', 'principal', 'user', 'role'],
  ['user.account.privilege.revoke', 'detach-role', 'principal', 'user', 'role'],
  ['group.privilege.grant', 'attach-role', 'group', 'group', 'role'],
  ['group.privilege.revoke', 'detach-role', 'group', 'group', 'role'],
  ['group.user_membership.add', 'join-group', 'principal', 'user', 'group'],
  ['group.user_membership.remove', 'leave-group', 'principal', 'user', 'group'],
  ['application.lifecycle.create', 'create-principal', 'principal', 'app', 'nothing'],
  ['application.lifecycle.delete', 'delete-principal', 'principal', 'app', 'nothing'],
  ['application.lifecycle.deactivate', 'deactivate-token', 'token', 'app', 'nothing'],
  ['application.lifecycle.activate', 'activate-token', 'token', 'app', 'nothing'],
  ['app.oauth2.admin.consent.grant', 'attach-role', 'principal', 'app', 'nothing'],
  ['app.oauth2.admin.consent.revoke', 'detach-role', 'principal', 'app', 'nothing'],
  ['iam.role.create', 'create-role', 'role', 'role', 'nothing'],
  ['iam.role.delete', 'delete-role', 'role', 'role', 'nothing'],
  ['iam.role.permissions.add', 'modify-role', 'role', 'role', 'nothing'],
  ['iam.role.permissions.delete', 'modify-role', 'role', 'role', 'nothing'],
];

const parts = changeParts('event', things, rules);

/** Which events are changes, and what they say. One that does not name its subject is none. */
export const changes: Expressions = {
  found_subject: parts.subject,
  change: `if(found_subject = '', '', ${parts.change})`,
  subject_kind: `if(change != '', ${parts.kind}, '')`,
  // An app’s token goes by the app’s client id alone.
  subject_id:
    "if(change = '', '', substring(if(subject_kind = 'token', replaceRegexpOne(found_subject, '^app/', ''), found_subject), 1, 1024))",
  object_id: `if(change != '', substring(${parts.object}, 1, 1024), '')`,
  minted_session: "''",
};

function targetId(types: string): string {
  return `tupleElement(arrayFirst(t -> tupleElement(t, 'type') IN (${types}), targets), 'id')`;
}

function inPrincipals(kind: string, types: string): string {
  const id = targetId(types);
  return `if(${id} = '', '', concat('${kind}/', ${id}))`;
}
