import type { CheckFinding } from '../../model/check.ts';
import { groupBy } from '../../model/group-by.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import { listed } from '../findings/wording.ts';
import type { NewAccess } from './compare-accesses.ts';
import { type CheckedChange, type Draft, type levelOrder, onWords, weigh } from './draft.ts';
import { wordsOf } from './identity-rules.ts';

const shownMax = 3;

/** What the policy of a thing newly lets somebody do with it: a finding a statement, however many it names. */
export function* accessFindings({ change, permissions }: CheckedChange): Generator<Draft> {
  const byStatement = groupBy(
    change.accesses,
    ({ access: { path, line, statement, reach } }) => `${path}\n${line}\n${statement}\n${reach}`,
  );
  for (const [first, ...others] of byStatement.values()) {
    if (first !== undefined) yield draftOf([first, ...others], first, permissions);
  }
}

function draftOf(
  all: readonly NewAccess[],
  { access }: NewAccess,
  permissions: CheckedChange['permissions'],
): Draft {
  const given = PermissionSet.unionOf(all.map((one) => one.permissions));
  const resources = [...new Set(all.flatMap((one) => one.resources))];
  const { worst, words } = weigh(given, permissions);
  const { reach, conditions } = access;
  const isOpen = reach === 'anyone';
  const names = [...new Set(all.map((one) => wordsOf(one.access.from)))];
  const who = listed(names, shownMax);
  const on = onWords(resources, 'it');
  const when = conditions.length === 0 ? '' : `, if ${conditions.map(({ text }) => text).join(' and ')}`;
  const forWhom = access.from.kind === 'service' && reach === 'others' ? ', whoever asks the service to' : '';
  return {
    rule: isOpen ? 'open-door' : 'way-in',
    severity: severityOf(reach, worst),
    title: `lets ${who} do ${words} on ${on}${forWhom}${when}`,
    place: access,
    where: access.statement,
    permissions: given,
    resources,
    fix:
      forWhom === ''
        ? isOpen
          ? 'name who may, or the organisation they are of'
          : 'check that whoever may do it needs it'
        : 'add a condition on the source’s account or ARN',
  };
}

function severityOf(
  reach: NewAccess['access']['reach'],
  worst: (typeof levelOrder)[number],
): CheckFinding['severity'] {
  const isLook = worst === 'list' || worst === 'tag';
  switch (reach) {
    case 'anyone':
      return isLook ? 'medium' : worst === 'read' ? 'high' : 'critical';
    case 'others':
      return worst === 'permissions' || worst === 'write' ? 'medium' : isLook ? 'info' : 'low';
    case 'own':
      return worst === 'permissions' ? 'low' : 'info';
  }
}
