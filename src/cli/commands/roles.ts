import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import { dataOption, fromOption, parseCount, toOption, windowOf, windowOption } from '../options.ts';
import { minedRolesPage } from '../print/mined-roles-page.ts';
import { rolePlanPage } from '../print/role-plan-page.ts';
import { rolesPage } from '../print/roles-page.ts';

/** `scopelight roles`: every role with who holds it and what of it is used; `roles mine`: fewer roles for the same. */
export function addRoles(program: CommandUnknownOpts, act: Act): void {
  const roles = program
    .command('roles')
    .summary('every role, who holds it, what of it is used, and which are nearly the same')
    .helpCommand(false)
    .option('--search <text>', 'only roles whose id, name, kind or account contains the text')
    .option('--limit <count>', 'at most this many', parseCount(1), 50)
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((options, command) =>
      act(command, async (door) => {
        const { search, limit, data } = options;
        const window = windowOf(options);
        const { listRoles } = await import('../../services/roles/list-roles.ts');
        const list = await withLoadedStore(door, data, (ctx) =>
          listRoles(ctx, { window, limit, ...(search !== undefined && { search }) }),
        );
        door.answer(list, (width) => rolesPage(list, { width, limit, search }));
        return 0;
      }),
    );
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
    .option(
      '--compare <file...>',
      'the same of other times: how much of each role is found again in each of them',
    )
    .action(({ assignments, compare }, command) =>
      act(command, async (door) => {
        const { mineRoles } = await import('../../services/roles/mine-roles.ts');
        const answer = await mineRoles(assignments, compare);
        door.answer({ schema: 'scopelight.mined-roles/1', ...answer }, (width) =>
          minedRolesPage(answer, { width }),
        );
        return answer.unreadableCount > 0 ? 3 : 0;
      }),
    );
  roles
    .command('plan')
    .summary('fewer roles in place of those there are, by what was used')
    .description(
      'Takes what principals used, or show signs of using, mines the fewest modular roles for it, names them, writes them as native documents, and tells what everybody gains and loses. Nothing is changed.',
    )
    .option('--provider <id>', 'whose roles', 'aws')
    .option('--account <id>', 'of one account only')
    .option('--surplus <percent>', 'fewer roles for so many per cent more than was used', parseCount(0), 0)
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((_options, command) =>
      act(command, async (door) => {
        // `roles` has some of these options too, and takes them for its own wherever they stand.
        const options = command.optsWithGlobals();
        const { provider, account, surplus, data } = options;
        const window = windowOf(options);
        const { planRoles } = await import('../../services/roles/plan-roles.ts');
        const plan = await withLoadedStore(door, data, (ctx) =>
          planRoles(ctx, { provider, account, surplusShare: surplus / 100, window }),
        );
        door.answer(plan, (width) => rolePlanPage(plan, { width }));
        return 0;
      }),
    );
}
