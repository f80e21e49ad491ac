import type { Expressions } from '../../shared/calls/layers.ts';

/** Which events are changes, and what they say: permission sets and profiles that are edited and given, and people who sign in. */
export const changes: Expressions = {
  feature:
    "if(match(r_feature, '^[A-Za-z0-9]{18}$'), substring(r_feature, 1, 15), substring(r_feature, 1, 128))",
  is_about_role: "setup_act IN ('create-role', 'delete-role', 'modify-role')",
  setup_subject: 'if(is_about_role, setup_role, setup_user)',
  change: `multiIf(
    family = 'setup' AND feature != '', 'modify-role',
    family = 'login' AND outcome = 'allowed' AND principal_id != 'unknown', 'sign-in',
    setup_subject != '', setup_act,
    '')`,
  subject_kind: "multiIf(change = '', '', family = 'setup' OR is_about_role, 'role', 'principal')",
  subject_id: `substring(multiIf(
    change = '', '',
    family = 'setup', feature,
    family = 'login', principal_id,
    setup_subject), 1, 1024)`,
  object_id: "if(change IN ('attach-role', 'detach-role'), substring(setup_role, 1, 1024), '')",
  minted_session: "''",
};
