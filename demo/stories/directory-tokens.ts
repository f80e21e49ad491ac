import { agents } from '../okta/agents.ts';
import { type OktaCaller, userId } from '../okta/callers.ts';
import { toUser } from '../okta/operation.ts';
import { atPlace } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { nightly } from '../organisation/rhythm.ts';
import type { Stage, Story } from '../world.ts';

/** She left three years ago; nobody else remembers her token. */
const longGone = { name: 'Helga Brunner', email: 'helga.brunner@meridianfreight.example' };

/** Tokens of the directory, each of which may do whatever its user may. */
export const directoryTokens: Story = {
  id: 'directory-tokens',
  title:
    'The token of somebody long gone has full power and resets passwords; one of a leaver works on; one fits; one only reads, which nothing records',
  tell: (stage) => {
    forgotten(stage);
    leaver(stage);
    fitting(stage);
    reading(stage);
  },
};

function forgotten(stage: Stage): void {
  const { estate } = stage.okta;
  const user = estate.person(longGone);
  estate.assign(
    user,
    { type: 'SUPER_ADMIN', label: 'Super Administrator' },
    Date.parse('2020-11-02T09:00:00Z'),
  );
  const token = estate.token(user, 'self-service portal', Date.parse('2021-02-08T10:00:00Z'));
  const origin = atPlace(places.rentedServer, agents.oldPython, stage.random.split('forgotten'));
  stage.everyHour('forgotten', ({ hour, random, okta }) => {
    if (new Date(hour).getUTCHours() % 6 !== 2) return;
    const somebody = estate.person(random.pick(stage.organisation.staff));
    okta({ kind: 'api-token', token }, origin).run(
      toUser(
        'user.account.reset_password',
        'User reset password for Okta',
        'okta.users.credentials.resetPassword',
        somebody,
      ),
    );
  });
  stage.okta.label(token.id, 'owner-left', 'over-granted');
  stage.okta.label(userId(user), 'long-gone');
  stage.okta.expect(token.id, 'okta.users.credentials.resetPassword', 'used', 'the portal resets passwords');
  stage.okta.expect(token.id, 'okta.roles.manage', 'unused', 'it would be noted if roles were given away');
  stage.okta.expect(token.id, 'okta.logs.read', 'unknown', 'reading leaves no event');
}

function leaver(stage: Stage): void {
  const { estate } = stage.okta;
  const user = estate.person(people.marcCastell);
  const role = estate.customRole('Password desk', [
    'okta.users.read',
    'okta.users.credentials.resetFactors',
    'okta.users.credentials.resetPassword',
    'okta.users.lifecycle.unlock',
    'okta.users.lifecycle.clearSessions',
  ]);
  estate.assign(user, role, Date.parse('2022-06-20T09:00:00Z'));
  const token = estate.token(user, 'desk scripts', Date.parse('2022-11-15T10:00:00Z'));
  const origin = atPlace(places.hamburgOffice, agents.powershell, stage.random.split('leaver'));
  stage.everyHour('leaver', ({ hour, random, okta }) => {
    if (new Date(hour).getUTCHours() % 8 !== 6) return;
    const somebody = estate.person(random.pick(stage.organisation.staff));
    okta({ kind: 'api-token', token }, origin).run(
      toUser(
        'user.account.unlock_by_admin',
        'Unlock user account by admin',
        'okta.users.lifecycle.unlock',
        somebody,
      ),
    );
  });
  stage.okta.label(token.id, 'owner-left');
  stage.okta.expect(token.id, 'okta.users.lifecycle.unlock', 'used', 'his script goes on unlocking accounts');
  stage.okta.expect(token.id, 'okta.users.credentials.resetFactors', 'unused', 'it would be noted');
}

function fitting(stage: Stage): void {
  const { estate } = stage.okta;
  const user = estate.machine('svc-hr-sync');
  const role = estate.customRole('Joiners and leavers', [
    'okta.users.create',
    'okta.users.userprofile.manage',
    'okta.users.lifecycle.deactivate',
    'okta.users.read',
  ]);
  estate.assign(user, role, Date.parse('2023-01-16T09:00:00Z'));
  const token = estate.token(user, 'hr-sync', Date.parse('2023-01-16T09:30:00Z'));
  const caller: OktaCaller = { kind: 'api-token', token };
  const origin = atPlace(places.vendorCloud, agents.hr, stage.random.split('fitting'));
  const due = nightly(4);
  stage.everyHour('fitting', ({ hour, random, okta }) => {
    if (due(hour) === 0) return;
    const work = okta(caller, origin);
    for (let changes = random.between(1, 4); changes > 0; changes -= 1) {
      const somebody = estate.person(random.pick(stage.organisation.staff));
      work.run(
        toUser(
          'user.account.update_profile',
          'Update user profile for Okta',
          'okta.users.userprofile.manage',
          somebody,
        ),
      );
    }
    const other = {
      id: estate.id('00u', `hr/${hour}`),
      login: `contractor-${random.between(100, 999)}@meridianfreight.example`,
    };
    if (random.chance(0.2))
      work.run(toUser('user.lifecycle.create', 'Create Okta user', 'okta.users.create', other));
    if (random.chance(0.2))
      work.run(
        toUser('user.lifecycle.deactivate', 'Deactivate Okta user', 'okta.users.lifecycle.deactivate', other),
      );
  });
  stage.okta.label(token.id, 'right-sized');
}

/** Its silence says nothing: what it does is never recorded. */
function reading(stage: Stage): void {
  const { estate } = stage.okta;
  const user = estate.machine('svc-directory-export');
  estate.assign(
    user,
    { type: 'READ_ONLY_ADMIN', label: 'Read-only Administrator' },
    Date.parse('2023-04-03T09:00:00Z'),
  );
  const token = estate.token(user, 'directory-export', Date.parse('2023-04-03T09:10:00Z'));
  stage.okta.label(token.id, 'reads-unseen');
  stage.okta.expect(token.id, 'okta.users.read', 'unknown', 'reading leaves no event');
}
