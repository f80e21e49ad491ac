import { agents } from '../github/agents.ts';
import { foundedAt } from '../github/enterprise.ts';
import type { PersonalToken, Repository } from '../github/holders.ts';
import { event, git, graphql } from '../github/operation.ts';
import { createIssue, listIssues, listPulls, listWorkflowRuns } from '../github/operations.ts';
import { atPlace } from '../organisation/origin.ts';
import type { Person } from '../organisation/people.ts';
import { officeHours } from '../organisation/rhythm.ts';
import { DAY } from '../time.ts';
import type { Story, Turn } from '../world.ts';
import { serviceRepositories } from './repositories.ts';

const loginScopes = ['gist', 'read:org', 'repo', 'workflow'] as const;

/** Everyday work of those who write code. */
export const developers: Story = {
  id: 'developers',
  title:
    'Engineers fetch and push with their SSH keys, look around with the command line, and merge in the browser',
  tell: (stage) => {
    const repositories = serviceRepositories(stage);
    stage.organisation.staff.filter(writesCode).forEach((person, index) => {
      const user = stage.github.estate.person(person);
      stage.github.estate.sshKey(user, foundedAt + index * 40 * DAY);
      const login = stage.github.estate.token(user, 'GitHub CLI', {
        kind: 'oauth-token',
        application: 'GitHub CLI',
        scopes: loginScopes,
        createdAt: foundedAt + (index * 40 + 300) * DAY,
        isListed: true,
      });
      // Asked for by the program, and nobody changes a workflow with it.
      stage.github.label(String(login.id), 'can-escalate', 'asked-by-program');
      const mine = [0, 1, 2].flatMap((step) => repositories[(index + step) % repositories.length] ?? []);
      const pace = officeHours(person.zone);
      stage.everyHour(person.id, (turn) => {
        if (!turn.random.chance(0.28 * pace(turn.hour) * stage.size.rate)) return;
        work(turn, { person, login, repository: turn.random.pick(mine) });
      });
    });
  },
};

function writesCode({ work, hasLeft }: Person): boolean {
  return !hasLeft && (work === 'engineer' || work === 'lead');
}

interface Desk {
  readonly person: Person;
  readonly login: PersonalToken;
  readonly repository: Repository;
}

function work(turn: Turn, { person, login, repository }: Desk): void {
  const { random } = turn;
  const place = random.chance(0.3) ? person.home : person.office;
  const user = login.user;
  const keys = turn.github({ kind: 'ssh', user }, atPlace(place, agents.git, random), {
    pauseMs: [30_000, 600_000],
  });
  keys.run(git('fetch', repository, 'ssh'));
  if (random.chance(0.6)) keys.run(git('push', repository, 'ssh'));
  if (random.chance(0.4)) {
    const shell = turn.github({ kind: 'token', token: login }, atPlace(place, agents.cli, random), {
      at: keys.at,
    });
    if (random.chance(0.3)) shell.run(graphql);
    shell.run(listPulls(repository));
    if (random.chance(0.3)) shell.run(listWorkflowRuns(repository));
    if (random.chance(0.2)) shell.run(listIssues(repository)).run(createIssue(repository), 201);
  }
  if (!random.chance(0.3)) return;
  const browser = turn.github({ kind: 'person', user }, atPlace(place, agents.browser, random), {
    at: keys.at,
  });
  const number = random.between(100, 4_000);
  browser.run(event('pull_request.create', 'create', repository, { pull_request_id: number }));
  browser.wait(120_000).run(event('pull_request.merge', 'modify', repository, { pull_request_id: number }));
}
