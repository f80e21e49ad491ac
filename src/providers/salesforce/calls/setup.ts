import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';

/** Hours from UTC of the zones that downloads name times in. */
const zones: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  PST: -8,
  PDT: -7,
  MST: -7,
  MDT: -6,
  CST: -6,
  CDT: -5,
  EST: -5,
  EDT: -4,
  BST: 1,
  CET: 1,
  CEST: 2,
  JST: 9,
};

/** `11/30/2026, 3:02:54 AM PST`, as downloads write it for users of the United States. */
const usTime =
  '^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}),? ([0-9]{1,2}):([0-9]{2}):([0-9]{2}) ([AP])M ([A-Z]{3,4})$';
const padded = (at: number): string => `leftPad(us[${at}], 2, '0')`;
const hour = "leftPad(toString(toUInt8OrZero(us[4]) % 12 + if(us[7] = 'P', 12, 0)), 2, '0')";
const names = Object.keys(zones).map(quote).join(', ');
const offsets = Object.values(zones)
  .map((hours) => quote(offsetOf(hours)))
  .join(', ');

const login = String.raw`([^\s,;:()<>"]+@[^\s,;:()<>"]+[^\s,;:()<>".])`;
const ofSet = '(?i)^permission set (?:group )?([^:]+):';
const lastTo = String.raw`(?i).*\bto ([^:]+)$`;
const within = String.raw`(?i)\b(?:profile|permission set) ([^:]+):`;

/** Each act by the code that queries tell, or by the text that is all a download tells. */
const acts: readonly (readonly [code: string, text: string, change: string])[] = [
  ['^permset(group)?assign$', '^permission set .*: assigned to user', 'attach-role'],
  ['^permset(group)?unassign$', '^permission set .*: unassigned from user', 'detach-role'],
  ['^changedprofileforuser', 'changed profile for user', 'attach-role'],
  ['^createduser$', '^created new user', 'create-principal'],
  ['^permset(group)?create', '^permission set .*: created', 'create-role'],
  ['^permset(group)?delete', '^permission set .*: deleted', 'delete-role'],
  [
    '^(permset.*(perm|fls|access|enable|disable)|profile.*perm.*changed)',
    '^permission set .*: changed',
    'modify-role',
  ],
];

/**
 * What a row of the Setup Audit Trail tells beside its fields: when, about whom, and which permission set or profile, out of its
 * text. A row that names nobody by id or login is about nobody.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_setupaudittrail.htm
 */
export const setup: Expressions = {
  us: `if(family = 'trail', extractGroups(r_time, ${quote(usTime)}), [])`,
  setup_time: `if(notEmpty(us),
    concat(us[3], '-', ${padded(1)}, '-', ${padded(2)}, 'T', ${hour}, ':', us[5], ':', us[6], transform(us[8], [${names}], [${offsets}], '?')),
    r_time)`,
  setup_user: `multiIf(
    family != 'trail', '',
    match(r_setup_text, '005[A-Za-z0-9]{12}'), extract(r_setup_text, '(005[A-Za-z0-9]{12})'),
    lower(extract(r_setup_text, ${quote(login)})))`,
  setup_role: `trimBoth(multiIf(
    family != 'trail', '',
    match(r_setup_text, ${quote(ofSet)}), extract(r_setup_text, ${quote(ofSet)}),
    match(r_setup_text, ${quote(lastTo)}), extract(r_setup_text, ${quote(lastTo)}),
    extract(r_setup_text, ${quote(within)})))`,
  setup_act: `multiIf(
    family != 'trail', '',
    ${acts
      .map(
        ([code, text, change]) =>
          `match(r_setup_action, ${quote(`(?i)${code}`)}) OR match(r_setup_text, ${quote(`(?i)${text}`)}), '${change}'`,
      )
      .join(',\n    ')},
    '')`,
};

function offsetOf(hours: number): string {
  return `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
}
