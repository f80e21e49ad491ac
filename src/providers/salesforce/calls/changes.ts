import type { Expressions } from '../../layers.ts';

/** Which events are changes, and what they say: permission sets and profiles that are edited, and people who sign in. */
export const changes: Expressions = {
  feature:
    "if(match(r_feature, '^[A-Za-z0-9]{18}$'), substring(r_feature, 1, 15), substring(r_feature, 1, 128))",
  change: `multiIf(
    family = 'setup' AND feature != '', 'modify-role',
    family = 'login' AND outcome = 'allowed' AND principal_id != 'unknown', 'sign-in',
    '')`,
  subject_kind: "multiIf(change = 'modify-role', 'role', change = 'sign-in', 'principal', '')",
  subject_id: "multiIf(change = 'modify-role', feature, change = 'sign-in', principal_id, '')",
  object_id: "''",
  minted_session: "''",
};
