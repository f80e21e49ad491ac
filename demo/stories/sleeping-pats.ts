import { agents } from '../github/agents.ts';
import { listReleases, listTags, listWorkflowRuns } from '../github/operations.ts';
import type { Levels } from '../github/permissions.ts';
import { atPlace } from '../organisation/origin.ts';
import { type Person, people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { DAY, HOUR } from '../time.ts';
import type { Stage, Story } from '../world.ts';
import { serviceRepositories } from './repositories.ts';

/** Personal tokens that nobody has used for long, or ever. */
export const sleepingPats: Story = {
  id: 'sleeping-pats',
  title: 'Personal tokens that fell silent 81 and 190 days ago, one that never woke, and one made last week',
  tell: (stage) => {
    sleeper(stage, people.benFischer, 'pipeline-metrics', 81);
    sleeper(stage, people.danielOrtiz, 'yard-release-watch', 190);
    const { github } = stage;
    const forgotten = github.estate.token(github.estate.person(people.hannaVogel), 'hack-week', {
      kind: 'fine-grained-pat',
      levels: { administration: 'write', contents: 'write', metadata: 'read', secrets: 'write' },
      createdAt: stage.daysAgo(400),
    });
    github.label(String(forgotten.id), 'never-used');
    const fresh = github.estate.token(github.estate.person(people.owenClarke), 'campaign-pages', {
      kind: 'fine-grained-pat',
      levels: { contents: 'write', metadata: 'read', pages: 'write' },
      repositories: [github.estate.repository('website')],
      createdAt: stage.daysAgo(6) + 3 * HOUR,
    });
    github.label(String(fresh.id), 'never-used', 'young-grant');
    github.expect(String(fresh.id), 'pages:write', 'unknown', 'the token is younger than the window');
  },
};

const levels: Levels = { actions: 'read', administration: 'write', contents: 'write', metadata: 'read' };

function sleeper(stage: Stage, person: Person, name: string, silentDays: number): void {
  const { estate } = stage.github;
  const stopsAt = stage.daysAgo(silentDays);
  const token = estate.token(estate.person(person), name, {
    kind: 'fine-grained-pat',
    levels,
    createdAt: Date.parse('2024-04-22T09:00:00Z'),
    ...(stopsAt < stage.window.from && { lastUsedAt: stopsAt }),
  });
  const [repository] = serviceRepositories(stage);
  const origin = atPlace(places.frankfurtCloud, agents.python, stage.random.split(name));
  stage.everyHour(name, ({ hour, github }) => {
    if (repository === undefined || hour >= stopsAt || (hour / HOUR) % 8 !== 0) return;
    github({ kind: 'token', token }, origin)
      .run(listWorkflowRuns(repository))
      .run(listReleases(repository))
      .run(listTags(repository));
  });
  stage.github.label(String(token.id), 'dormant');
  const isSeen = stopsAt > stage.window.from + DAY;
  stage.github.expect(
    String(token.id),
    'administration:write',
    'unused',
    isSeen ? 'nothing but reading was seen of it' : 'no use of it was seen',
  );
}
