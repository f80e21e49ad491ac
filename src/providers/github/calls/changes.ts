import { type ChangeRule, changeParts } from '../../shared/calls/change-rules.ts';
import type { Expressions } from '../../shared/calls/layers.ts';

/** What a change speaks of: an expression over an event. */
const things = {
  grantedToken: 'r_granted_token',
  installation: "concat('app/', account, '/', replaceAll(lower(r_integration), ' ', '-'))",
  user: "if(r_user = '', '', concat('user/', r_user))",
  org: 'account',
  team: "if(r_team = '', '', concat('team/', r_team))",
  repo: 'repo',
  deployKeys: "if(repo = '', '', concat('deploy-keys/', repo))",
  nothing: "''",
} as const;

const rules: readonly ChangeRule<keyof typeof things>[] = [
  ['personal_access_token.access_granted', 'create-token', 'token', 'grantedToken', 'org'],
  ['personal_access_token.access_revoked', 'delete-token', 'token', 'grantedToken', 'org'],
  ['integration_installation.create', 'create-token', 'token', 'installation', 'org'],
  ['integration_installation.destroy', 'delete-token', 'token', 'installation', 'org'],
  ['integration_installation.suspend', 'deactivate-token', 'token', 'installation', 'org'],
  ['integration_installation.unsuspend', 'activate-token', 'token', 'installation', 'org'],
  ['org.add_member', 'join-group', 'principal', 'user', 'org'],
  ['org.remove_member', 'leave-group', 'principal', 'user', 'org'],
  ['org.update_member', 'attach-role', 'principal', 'user', 'org'],
  ['team.add_member', 'join-group', 'principal', 'user', 'team'],
  ['team.remove_member', 'leave-group', 'principal', 'user', 'team'],
  ['repo.add_member', 'attach-role', 'principal', 'user', 'repo'],
  ['repo.remove_member', 'detach-role', 'principal', 'user', 'repo'],
  ['public_key.create', 'attach-role', 'principal', 'deployKeys', 'repo'],
  ['public_key.delete', 'detach-role', 'principal', 'deployKeys', 'repo'],
];

const parts = changeParts('action', things, rules);

/** Which events are changes, and what they say. One that does not name its subject is none. */
export const changes: Expressions = {
  found_subject: parts.subject,
  change: `if(found_subject = '', '', ${parts.change})`,
  subject_kind: `if(change != '', ${parts.kind}, '')`,
  subject_id: "if(change != '', substring(found_subject, 1, 1024), '')",
  object_id: `if(change != '', substring(${parts.object}, 1, 1024), '')`,
  minted_session: "''",
};
