import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import { minedRolesPage } from '../print/mined-roles-page.ts';

/** `scopelight roles …`: questions about roles. */
export function addRoles(program: CommandUnknownOpts, act: Act): void {
  const roles = program.command('roles').summary('smaller sets of roles').helpCommand(false);
  roles
    .command('mine')
    .summary('the smallest set of roles that gives everyone what they have')
    .description(
      'Reads who has what and gives the fewest roles from which everyone gets precisely that: nobody gains or loses anything. It says how few roles it could be at all.',
    )
    .requiredOption(
      '--assignments <file>',
      'lines of a subject and a permission: CSV, or two words a line; gzip is unpacked',
    )
    .action(({ assignments }, command) =>
      act(command, async (door) => {
        const { mineRoles } = await import('../../services/mine-roles.ts');
        const answer = await mineRoles(assignments);
        door.answer({ schema: 'scopelight.mined-roles/1', ...answer }, (width) =>
          minedRolesPage(answer, { width }),
        );
        return answer.unreadableCount > 0 ? 3 : 0;
      }),
    );
}
