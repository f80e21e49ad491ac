import { accounts } from '../aws/accounts.ts';
import { createRole, putRolePolicy } from '../aws/operations/iam.ts';
import type { Workload } from '../organisation/organisation.ts';
import { people } from '../organisation/people.ts';
import { officeHours } from '../organisation/rhythm.ts';
import type { Story } from '../world.ts';
import { deploy, deployRole } from './ci-deploys.ts';
import { staffShell } from './permission-sets.ts';
import { serviceRepository } from './repositories.ts';

/** A role that was copied with all it holds, because that was quicker than asking what is needed. */
export const clonedRoles: Story = {
  id: 'cloned-roles',
  title: 'Twelve deployment roles cloned from one in a quarter of an hour, of which two were ever used',
  tell: (stage) => {
    const at = stage.daysAgo(25) + 9.2 * 3_600_000;
    const services = Array.from(
      { length: 12 },
      (_, index): Workload => ({
        id: `freight-api-${regions[index]}`,
        team: 'logistics',
        owner: people.graceKim,
      }),
    );
    const roles = services.map((service) => deployRole(stage, `ci-deploy-${service.id}`, service, at));
    stage.once('clone', at, (turn) => {
      const shell = staffShell(stage, turn, people.joyOkafor, accounts.prod, 'Administrator');
      for (const role of roles) {
        shell.run(createRole(role, shell.at));
        for (const [name, policy] of Object.entries(role.inline ?? {}))
          shell.run(putRolePolicy(role, name, policy));
      }
    });
    const pace = officeHours('Europe/Berlin');
    const usedRoles = services.slice(0, 2).map((service, index) => ({ service, role: roles[index] }));
    for (const { service, role } of usedRoles) {
      if (role === undefined) continue;
      serviceRepository(stage, service);
      stage.everyHour(service.id, (turn) => {
        if (turn.hour > at && turn.random.chance(0.05 * pace(turn.hour)))
          deploy(stage, turn, role, service, 0);
      });
    }
    for (const role of roles) {
      stage.aws.label(role.arn, 'cloned', 'young-grant');
      stage.aws.expect(
        role.arn,
        'cloudformation:DeleteStack',
        'unknown',
        'the role is younger than the window',
      );
    }
  },
};

const regions = ['nl', 'be', 'fr', 'es', 'it', 'pl', 'se', 'dk', 'cz', 'at', 'pt', 'fi'];
