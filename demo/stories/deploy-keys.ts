import { agents } from '../github/agents.ts';
import { deployKeysId } from '../github/callers.ts';
import { git } from '../github/operation.ts';
import { atPlace } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { HOUR } from '../time.ts';
import type { Story } from '../world.ts';

/** Keys that belong to a repository and to nobody. */
export const deployKeys: Story = {
  id: 'deploy-keys',
  title: 'A deploy key may write and only fetches; another may only read, and does',
  tell: (stage) => {
    const { estate } = stage.github;
    const addedBy = estate.person(people.tomaszWilk).login;
    const handbook = estate.repository('handbook');
    estate.deployKey(handbook, 'docs server', {
      isReadOnly: false,
      createdAt: Date.parse('2020-07-01T12:00:00Z'),
      addedBy,
    });
    const dashboards = estate.repository('dashboards');
    estate.deployKey(dashboards, 'grafana', {
      isReadOnly: true,
      createdAt: Date.parse('2022-05-30T12:00:00Z'),
      addedBy,
    });
    for (const repository of [handbook, dashboards]) {
      const origin = atPlace(places.frankfurtCloud, agents.git, stage.random.split(repository.name));
      stage.everyHour(repository.name, ({ hour, github }) => {
        if ((hour / HOUR) % 12 !== 5) return;
        github({ kind: 'deploy-key', repository }, origin).run(git('fetch', repository, 'ssh'));
      });
    }
    const id = deployKeysId(handbook);
    stage.github.label(id, 'over-granted');
    stage.github.label(deployKeysId(dashboards), 'right-sized');
    stage.github.expect(id, 'contents:write', 'unused', 'it never pushed, and Git events are recorded');
  },
};
