import { agents } from '../github/agents.ts';
import { appId } from '../github/callers.ts';
import type { Repository } from '../github/holders.ts';
import { git } from '../github/operation.ts';
import {
  createIssue,
  createPull,
  createRef,
  getContents,
  getRepository,
  listIssues,
  listOrganisationRepositories,
  listPulls,
  putContents,
  updatePull,
} from '../github/operations.ts';
import { atPlace } from '../organisation/origin.ts';
import { places } from '../organisation/places.ts';
import type { Stage, Story } from '../world.ts';
import { serviceRepositories } from './repositories.ts';

/** Two apps: one that was given everything, and one that was given what it uses. */
export const githubApps: Story = {
  id: 'github-apps',
  title:
    'An app of a vendor may administer everything and only reads pull requests; another uses all it was given',
  tell: (stage) => {
    const repositories = serviceRepositories(stage);
    insights(stage, repositories);
    renovate(stage, repositories);
  },
};

function insights(stage: Stage, repositories: readonly Repository[]): void {
  const app = stage.github.estate.app('delta-metrics', {
    createdAt: Date.parse('2023-10-09T13:20:00Z'),
    levels: {
      actions: 'write',
      administration: 'write',
      contents: 'write',
      deployments: 'read',
      issues: 'write',
      members: 'write',
      metadata: 'read',
      organization_administration: 'write',
      pull_requests: 'write',
      repository_hooks: 'write',
      secrets: 'write',
    },
    events: ['pull_request', 'push', 'deployment'],
  });
  const origin = atPlace(places.vendorCloud, agents.insights, stage.random.split('insights'));
  stage.everyHour('insights', ({ hour, github }) => {
    if (new Date(hour).getUTCHours() % 6 !== 1) return;
    const collector = github({ kind: 'app', app }, origin).run(listOrganisationRepositories);
    for (const repository of repositories) collector.run(listPulls(repository));
  });
  const id = appId(app);
  stage.github.label(id, 'over-granted-app', 'can-escalate');
  stage.github.expect(id, 'pull_requests:read', 'used', 'it lists pull requests four times a day');
  stage.github.expect(id, 'secrets:write', 'unused', 'it never touched a secret, and requests are recorded');
  stage.github.expect(id, 'contents:read', 'unknown', 'files can be read where nothing is recorded');
}

function renovate(stage: Stage, repositories: readonly Repository[]): void {
  const app = stage.github.estate.app('renovate', {
    createdAt: Date.parse('2021-03-15T08:05:00Z'),
    updatedAt: Date.parse('2024-11-04T10:30:00Z'),
    levels: {
      contents: 'write',
      issues: 'write',
      metadata: 'read',
      pull_requests: 'write',
      workflows: 'write',
    },
    events: ['issues', 'pull_request', 'push', 'repository'],
  });
  const origin = atPlace(places.vendorCloud, agents.renovate, stage.random.split('renovate'));
  stage.everyHour('renovate', ({ hour, random, github }) => {
    if (new Date(hour).getUTCHours() % 12 !== 3) return;
    for (const repository of repositories) {
      const run = github({ kind: 'app', app }, origin)
        .run(getRepository(repository))
        .run(git('fetch', repository, 'http'))
        .run(getContents(repository, 'renovate.json'))
        .run(listPulls(repository));
      if (!random.chance(0.25)) continue;
      run.run(createRef(repository), 201).run(putContents(repository, 'package.json'));
      run.run(createPull(repository), 201).run(updatePull(repository, random.between(100, 4_000)));
      if (random.chance(0.3)) run.run(listIssues(repository)).run(createIssue(repository), 201);
    }
  });
  const id = appId(app);
  stage.github.label(id, 'right-sized');
  stage.github.expect(id, 'issues:write', 'used', 'it writes its dashboard into an issue');
}
