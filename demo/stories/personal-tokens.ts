import { agents } from '../github/agents.ts';
import { git, graphql } from '../github/operation.ts';
import {
  createHook,
  createPull,
  dispatchWorkflow,
  getBranchProtection,
  getRepository,
  listCodeScanningAlerts,
  listDependabotAlerts,
  listMembers,
  listOrganisationRepositories,
  listPulls,
  listWorkflowRuns,
} from '../github/operations.ts';
import { isLastDayOfMonth } from '../organisation/calendar.ts';
import { atPlace } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { nightly, officeHours } from '../organisation/rhythm.ts';
import { HOUR } from '../time.ts';
import type { Stage, Story } from '../world.ts';
import { serviceRepositories } from './repositories.ts';

/** Fine-grained tokens at work, each of which is to be judged by itself. */
export const personalTokens: Story = {
  id: 'personal-tokens',
  title:
    'Fine-grained tokens: one fits, one is wider than its work, one waits for the end of the month, one hides in GraphQL',
  tell: (stage) => {
    fitting(stage);
    wide(stage);
    monthly(stage);
    hidden(stage);
  },
};

function fitting(stage: Stage): void {
  const { estate } = stage.github;
  const repositories = serviceRepositories(stage);
  const token = estate.token(estate.person(people.erikLindqvist), 'posture-report', {
    kind: 'fine-grained-pat',
    levels: {
      administration: 'read',
      metadata: 'read',
      security_events: 'read',
      vulnerability_alerts: 'read',
    },
    createdAt: Date.parse('2025-02-03T10:00:00Z'),
  });
  const origin = atPlace(places.irelandCloud, agents.octokit, stage.random.split('fitting'));
  stage.everyHour('fitting', ({ hour, github }) => {
    if (nightly(4)(hour) === 0) return;
    const run = github({ kind: 'token', token }, origin).run(listOrganisationRepositories);
    for (const repository of repositories) {
      run.run(getBranchProtection(repository));
      run.run(listDependabotAlerts(repository)).run(listCodeScanningAlerts(repository));
    }
  });
  stage.github.label(String(token.id), 'right-sized', 'machine-on-persons-key');
}

function wide(stage: Stage): void {
  const { estate } = stage.github;
  const [repository] = serviceRepositories(stage);
  if (repository === undefined) return;
  const token = estate.token(estate.person(people.tomaszWilk), 'mirror-sync', {
    kind: 'fine-grained-pat',
    levels: {
      actions: 'write',
      contents: 'write',
      environments: 'write',
      metadata: 'read',
      pull_requests: 'write',
      secrets: 'write',
    },
    createdAt: Date.parse('2024-08-19T10:00:00Z'),
  });
  const machine = atPlace(places.rentedServer, agents.octokit, stage.random.split('wide'));
  stage.everyHour('wide', ({ hour, random, github }) => {
    if ((hour / HOUR) % 4 !== 0) return;
    const run = github({ kind: 'token', token }, machine).run(git('fetch', repository, 'http'));
    if (random.chance(0.3)) run.run(git('push', repository, 'http')).run(createPull(repository), 201);
    if (random.chance(0.1)) run.run(createHook(repository), 403);
  });
  const id = String(token.id);
  stage.github.label(id, 'over-granted', 'asked-not-called', 'machine-on-persons-key');
  stage.github.expect(id, 'contents:write', 'used', 'it pushes');
  stage.github.expect(id, 'secrets:write', 'unused', 'it never touched a secret, and requests are recorded');
  stage.github.expect(
    id,
    'repository_hooks:write',
    'denied',
    'it may not create the webhook that it asks for',
  );
}

function monthly(stage: Stage): void {
  const { estate } = stage.github;
  const [repository] = serviceRepositories(stage);
  if (repository === undefined) return;
  const token = estate.token(estate.person(people.priyaAnand), 'month-end-report', {
    kind: 'fine-grained-pat',
    levels: { actions: 'write', members: 'read', metadata: 'read' },
    createdAt: Date.parse('2025-01-20T10:00:00Z'),
  });
  const origin = atPlace(places.frankfurtCloud, agents.requests, stage.random.split('monthly'));
  stage.everyHour('monthly', ({ hour, github }) => {
    if (!isLastDayOfMonth(hour) || nightly(21)(hour) === 0) return;
    github({ kind: 'token', token }, origin)
      .run(listMembers)
      .run(listWorkflowRuns(repository))
      .run(dispatchWorkflow(repository), 204);
  });
  const id = String(token.id);
  stage.github.label(id, 'monthly');
  stage.github.expect(id, 'actions:write', 'used', 'it starts a workflow on the last day of every month');
}

function hidden(stage: Stage): void {
  const { estate } = stage.github;
  const [repository] = serviceRepositories(stage);
  if (repository === undefined) return;
  const token = estate.token(estate.person(people.graceKim), 'planning-board', {
    kind: 'fine-grained-pat',
    levels: { issues: 'write', members: 'read', metadata: 'read', pull_requests: 'write' },
    createdAt: Date.parse('2024-12-02T10:00:00Z'),
  });
  const origin = atPlace(places.newarkOffice, agents.octokit, stage.random.split('hidden'));
  const pace = officeHours('America/New_York');
  stage.everyHour('hidden', ({ hour, random, github }) => {
    if (!random.chance(0.4 * pace(hour))) return;
    github({ kind: 'token', token }, origin)
      .run(getRepository(repository))
      .run(graphql)
      .run(listPulls(repository));
  });
  const id = String(token.id);
  stage.github.label(id, 'graphql');
  stage.github.expect(id, 'issues:write', 'unknown', 'GraphQL requests do not tell what they ask for');
}
