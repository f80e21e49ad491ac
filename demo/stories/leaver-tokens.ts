import { agents } from '../github/agents.ts';
import { getRepository, listMembers, listOrganisationRepositories } from '../github/operations.ts';
import { atPlace } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Story } from '../world.ts';
import { serviceRepositories } from './repositories.ts';

/** What a man who left has left behind on GitHub. */
export const leaverTokens: Story = {
  id: 'leaver-tokens',
  title: 'A man left 28 days ago; his classic token goes on listing members from a server of his own',
  tell: (stage) => {
    const { estate } = stage.github;
    const token = estate.token(estate.person(people.marcCastell), 'asset-inventory', {
      kind: 'classic-pat',
      scopes: ['admin:org', 'repo'],
      createdAt: Date.parse('2022-11-14T10:00:00Z'),
      isListed: true,
    });
    const [repository] = serviceRepositories(stage);
    const office = atPlace(places.hamburgOffice, agents.oldRequests, stage.random.split('office'));
    stage.everyHour('inventory', ({ hour, github }) => {
      if (repository === undefined || new Date(hour).getUTCHours() % 6 !== 2) return;
      github({ kind: 'token', token }, office)
        .run(listMembers)
        .run(listOrganisationRepositories)
        .run(getRepository(repository));
    });
    const id = String(token.id);
    stage.github.label(id, 'owner-left', 'can-escalate', 'asked-not-called');
    stage.github.expect(id, 'members:read', 'used', 'it lists the members four times a day');
    stage.github.expect(
      id,
      'members:write',
      'unused',
      'it never changed a membership, and requests are recorded',
    );
  },
};
