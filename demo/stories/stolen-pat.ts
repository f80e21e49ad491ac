import { agents } from '../github/agents.ts';
import { userId } from '../github/callers.ts';
import { git } from '../github/operation.ts';
import {
  getRepository,
  listMembers,
  listOrganisationRepositories,
  listReleases,
} from '../github/operations.ts';
import { atPlace } from '../organisation/origin.ts';
import { places } from '../organisation/places.ts';
import { HOUR } from '../time.ts';
import type { Story } from '../world.ts';
import { serviceRepositories } from './repositories.ts';

/** A token of a machine, in somebody else's hands. */
export const stolenPat: Story = {
  id: 'stolen-pat',
  title: 'The token of a release watcher clones repositories from Vietnam one night',
  tell: (stage) => {
    const { estate } = stage.github;
    const repositories = serviceRepositories(stage);
    const token = estate.token(estate.machine('meridian-release-watch'), 'release-watch', {
      kind: 'fine-grained-pat',
      levels: { contents: 'read', metadata: 'read' },
      createdAt: Date.parse('2024-01-08T10:00:00Z'),
    });
    const caller = { kind: 'token', token } as const;
    const [repository] = repositories;
    const machine = atPlace(places.frankfurtCloud, agents.requests, stage.random.split('machine'));
    stage.everyHour('watch', ({ hour, github }) => {
      if (repository === undefined || (hour / HOUR) % 3 !== 0) return;
      github(caller, machine).run(getRepository(repository)).run(listReleases(repository));
    });
    const thief = atPlace(places.vietnam, agents.git, stage.random.split('thief'));
    stage.once('theft', stage.daysAgo(9) + 2 * HOUR, ({ github }) => {
      const night = github(caller, thief, { pauseMs: [3_000, 20_000] }).run(listOrganisationRepositories);
      night.run(listMembers, 403);
      for (const stolen of repositories) night.run(git('clone', stolen, 'http'));
    });
    stage.github.intrude(userId(token.user), ['members:read'], 'the thief asked who the members are');
    stage.github.label(String(token.id), 'new-country');
  },
};
