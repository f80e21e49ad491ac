import type { Client } from '../client.ts';
import { agents } from '../github/agents.ts';
import type { GithubCaller } from '../github/callers.ts';
import type { Repository } from '../github/holders.ts';
import { event, type GithubOperation, git } from '../github/operation.ts';
import { workflowRun } from '../github/operations.ts';
import { atPlace } from '../organisation/origin.ts';
import type { Person } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Random } from '../random.ts';
import { MINUTE } from '../time.ts';
import type { Stage, Turn } from '../world.ts';

/** A run of a repository's workflow: what its token does, and the end of it. */
export interface Run {
  readonly token: Client<GithubCaller, GithubOperation>;
  readonly finish: (at: number) => void;
}

/** Lets somebody merge, which sets a workflow off; its token first fetches what was merged. */
export function startRun(
  { github: { estate } }: Pick<Stage, 'github'>,
  turn: Turn,
  repository: Repository,
  { by, at, random }: { readonly by: Person; readonly at: number; readonly random: Random },
): Run {
  const runId = random.between(10_000_000_000, 16_000_000_000);
  const user = estate.person(by);
  const caller = { kind: 'person', user } as const;
  const browser = turn.github(caller, atPlace(by.office, agents.browser, random), { at, random });
  browser
    .run(event('pull_request.merge', 'modify', repository, { pull_request_id: random.between(100, 4_000) }))
    .run(workflowRun('created', repository, runId));
  const runner = atPlace(places.ciRunners, agents.actions, random);
  const token = turn.github({ kind: 'workflow', repository }, runner, { at: at + MINUTE / 2, random });
  token.run(git('fetch', repository, 'http'));
  const finish = (end: number): void => {
    browser.wait(end - browser.at).run(workflowRun('completed', repository, runId));
  };
  return { token, finish };
}
