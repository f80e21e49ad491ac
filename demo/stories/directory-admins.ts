import { agents } from '../okta/agents.ts';
import { userId } from '../okta/callers.ts';
import { assignApp, joinGroup, toUser, updateRule } from '../okta/operation.ts';
import { atPlace } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { officeHours } from '../organisation/rhythm.ts';
import { SECOND } from '../time.ts';
import type { Stage, Story } from '../world.ts';

/** People who manage who may sign in. */
export const directoryAdmins: Story = {
  id: 'directory-admins',
  title:
    'One administrator of the directory lets people in and resets factors; another one could do all and changes a rule a week',
  tell: (stage) => {
    helpDesk(stage);
    security(stage);
  },
};

function helpDesk(stage: Stage): void {
  const { estate } = stage.okta;
  const person = people.ralfBrandt;
  const user = estate.person(person);
  estate.assign(
    user,
    { type: 'ORG_ADMIN', label: 'Organization Administrator' },
    Date.parse('2022-03-14T09:00:00Z'),
  );
  const origin = atPlace(person.office, agents.browser, stage.random.split('help'));
  const pace = officeHours(person.zone);
  const groups = ['Engineering', 'Finance', 'Contractors'].map(
    (name) => [name, estate.id('00g', name)] as const,
  );
  // What people do to their own accounts takes no role.
  const others = stage.organisation.staff.filter((one) => one !== person);
  stage.everyHour('help', ({ hour, random, okta }) => {
    if (!random.chance(0.25 * pace(hour))) return;
    const somebody = estate.person(random.pick(others));
    const [group, id] = random.pick(groups);
    const desk = okta({ kind: 'person', user }, origin, { pauseMs: [10 * SECOND, 90 * SECOND] });
    desk.run(joinGroup(somebody, group, id));
    if (random.chance(0.5))
      desk.run(
        toUser(
          'user.mfa.factor.reset_all',
          'Reset all factors for user',
          'okta.users.credentials.resetFactors',
          somebody,
        ),
      );
    if (random.chance(0.3)) desk.run(assignApp(somebody, estate.signOnApp('GitHub Enterprise')), 403);
  });
  const id = userId(user);
  stage.okta.expect(id, 'okta.groups.members.manage', 'used', 'he puts people into groups every day');
  stage.okta.expect(id, 'okta.users.lifecycle.delete', 'unused', 'deletions are noted, and there is none');
  stage.okta.expect(id, 'okta.users.read', 'unknown', 'reading leaves no event');
}

function security(stage: Stage): void {
  const { estate } = stage.okta;
  const person = people.noorHaddad;
  const user = estate.person(person);
  estate.assign(
    user,
    { type: 'SUPER_ADMIN', label: 'Super Administrator' },
    Date.parse('2021-05-03T09:00:00Z'),
  );
  const origin = atPlace(person.office, agents.browser, stage.random.split('security'));
  const pace = officeHours(person.zone);
  stage.everyHour('security', ({ hour, random, okta }) => {
    if (random.chance(0.03 * pace(hour)))
      okta({ kind: 'person', user }, origin).run(
        updateRule(estate.id('0pr', 'mfa'), 'Ask for a second factor'),
      );
  });
  stage.okta.expect(
    userId(user),
    'okta.policies.manage',
    'used',
    'she changes a rule of sign-on now and then',
  );
}
