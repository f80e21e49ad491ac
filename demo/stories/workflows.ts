import { workflowId } from '../github/callers.ts';
import { createCheckRun, createStatus, updateCheckRun } from '../github/operations.ts';
import type { Workload } from '../organisation/organisation.ts';
import { officeHours } from '../organisation/rhythm.ts';
import { MINUTE } from '../time.ts';
import type { Stage, Story, Turn } from '../world.ts';
import { serviceRepository } from './repositories.ts';
import { startRun } from './workflow-run.ts';

/** Workflows of every service, with the token that each run is given. */
export const workflows: Story = {
  id: 'workflows',
  title: 'Workflows check what is merged; their token may rewrite everything, and sets statuses and checks',
  tell: (stage) => {
    const pace = officeHours('Europe/Berlin');
    for (const service of stage.organisation.services) {
      const token = workflowId(serviceRepository(stage, service));
      stage.everyHour(service.id, (turn) => {
        if (turn.random.chance(0.12 * pace(turn.hour) * stage.size.rate)) check(stage, turn, service);
      });
      stage.github.label(token, 'workflow-may-write');
      stage.github.expect(token, 'statuses:write', 'used', 'every run sets the status of its commit');
      stage.github.expect(
        token,
        'issues:write',
        'unused',
        'no run touches an issue, and requests are recorded',
      );
      stage.github.expect(token, 'packages:write', 'unknown', 'a push to the registry leaves no record');
    }
  },
};

function check(stage: Stage, turn: Turn, service: Workload): void {
  const { random } = turn;
  const repository = serviceRepository(stage, service);
  const at = turn.hour + random.next() * 50 * MINUTE;
  const { token, finish } = startRun(stage, turn, repository, { by: service.owner, at, random });
  const checkRun = random.between(20_000_000_000, 40_000_000_000);
  token
    .run(createCheckRun(repository), 201)
    .run(createStatus(repository, random), 201)
    .wait(random.between(MINUTE, 6 * MINUTE))
    .run(updateCheckRun(repository, checkRun))
    .run(createStatus(repository, random), 201);
  finish(token.at);
}
