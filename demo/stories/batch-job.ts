import { type Account, homeRegion } from '../aws/accounts.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { type PolicyDocument, trustServices } from '../aws/policies.ts';
import type { IamRole, ManagedPolicy } from '../aws/principals.ts';
import type { Shell } from '../aws/shell.ts';
import type { Person } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Rhythm } from '../organisation/rhythm.ts';
import { SECOND } from '../time.ts';
import type { Stage } from '../world.ts';
import { machineSession } from './machine-session.ts';
import { ownerTags } from './owner-tags.ts';

/** A job that AWS starts by the calendar. */
export interface BatchJob {
  readonly name: string;
  readonly account: Account;
  readonly owner?: Person;
  readonly service: string;
  readonly rhythm: Rhythm;
  readonly createdAt: string;
  readonly inline?: Readonly<Record<string, PolicyDocument>>;
  readonly attached?: readonly ManagedPolicy[];
  readonly work: (shell: Shell) => void;
}

/** Creates the job's role and lets it work whenever its rhythm says so. */
export function batchJob(stage: Stage, job: BatchJob): IamRole {
  const role = stage.aws.estate.role(job.account, job.name, {
    createdAt: Date.parse(job.createdAt),
    trust: trustServices(job.service),
    ...(job.inline && { inline: job.inline }),
    ...(job.attached && { attached: job.attached }),
    ...(job.owner && { tags: ownerTags(job.owner) }),
  });
  stage.everyHour(job.name, (turn) => {
    if (job.rhythm(turn.hour) === 0) return;
    const machine = { role, service: job.service, sessionName: job.name, region: homeRegion, hoursPerKey: 1 };
    const caller = machineSession(stage, turn, machine);
    const origin = fromPlace(places.vpc, agents.boto, stage.random.split(`${job.name}/address`));
    job.work(
      turn.shell(caller, origin, { minute: 4 + turn.random.below(6), pauseMs: [SECOND, 12 * SECOND] }),
    );
  });
  return role;
}
