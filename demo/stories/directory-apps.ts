import { agents } from '../okta/agents.ts';
import { appId } from '../okta/callers.ts';
import { assignApp, grantToken, joinGroup, type OktaOperation } from '../okta/operation.ts';
import { accessToken } from '../okta/system-log.ts';
import { atPlace } from '../organisation/origin.ts';
import { places } from '../organisation/places.ts';
import { HOUR } from '../time.ts';
import type { Stage, Story } from '../world.ts';

/** Programs with scopes of the directory: one could have done with much less. */
export const directoryApps: Story = {
  id: 'directory-apps',
  title:
    'A provisioner was given all of apps to assign people to one; another one manages groups and uses nearly all of it',
  tell: (stage) => {
    const { estate } = stage.okta;
    const github = estate.signOnApp('GitHub Enterprise');
    const group = estate.id('00g', 'GitHub users');
    const coarse = provisioner(
      stage,
      'GitHub seat provisioner',
      ['okta.apps.manage', 'okta.users.read'],
      (somebody) => [assignApp(somebody, github)],
    );
    stage.okta.label(coarse, 'scope-too-coarse', 'can-escalate');
    stage.okta.expect(coarse, 'okta.apps.assignment.manage', 'used', 'it assigns people to the app');
    stage.okta.expect(coarse, 'okta.apps.manage', 'unused', 'apps it never changes, and that would be noted');
    const fitting = provisioner(stage, 'Team sync', ['okta.groups.manage'], (somebody) => [
      joinGroup(somebody, 'GitHub users', group),
      {
        eventType: 'group.profile.update',
        message: 'Update Okta group profile',
        permissions: ['okta.groups.manage'],
        targets: [{ type: 'UserGroup', id: group, name: 'GitHub users' }],
      },
    ]);
    stage.okta.expect(fitting, 'okta.groups.manage', 'used', 'it renames groups after teams');
  },
};

type Work = (somebody: { readonly id: string; readonly login: string }) => readonly OktaOperation[];

/** Gives the client id under which the app works, four times a day. */
function provisioner(stage: Stage, label: string, scopes: readonly string[], work: Work): string {
  const { estate } = stage.okta;
  const app = estate.app(label, { scopes, createdAt: Date.parse('2023-10-02T09:00:00Z') });
  estate.assign(app, { type: 'SUPER_ADMIN', label: 'Super Administrator' }, app.createdAt);
  const origin = atPlace(places.irelandCloud, agents.go, stage.random.split(label));
  stage.everyHour(label, ({ hour, random, okta }) => {
    if ((hour / HOUR) % 6 !== 0) return;
    const run = okta({ kind: 'app', app }, origin, { minute: 10 }).run(
      grantToken(scopes, accessToken(estate, app, hour)),
    );
    for (let count = random.between(1, 3); count > 0; count -= 1)
      for (const operation of work(estate.person(random.pick(stage.organisation.staff)))) run.run(operation);
  });
  stage.okta.label(appId(app), 'provisions');
  return app.clientId;
}
