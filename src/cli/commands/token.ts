import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import { dataOption, fromOption, toOption, windowOf, windowOption } from '../options.ts';
import { nextAfterToken } from '../print/next-section.ts';
import { hoursPage } from '../print/token/hours-page.ts';
import { tokenPage } from '../print/token/token-page.ts';
import { programName } from '../program-name.ts';

/** `scopelight token ID`: one token, with everything known of it. */
export function addToken(program: CommandUnknownOpts, act: Act): void {
  program
    .command('token')
    .summary('one token: what it may do, what it does, from where and by whom')
    .argument('<id>', 'a token, or the principal that has it, by its id or the end of it')
    .option('--hours', 'only at which hours of the week it calls')
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((id, options, command) =>
      act(command, async (door) => {
        const window = windowOf(options);
        if (options.hours) {
          const { showTokenHours } = await import('../../services/tokens/show-token-hours.ts');
          const hours = await withLoadedStore(door, options.data, (ctx) =>
            showTokenHours(ctx, { id, window }),
          );
          door.answer(hours, (width) => hoursPage(hours, { width }));
          return 0;
        }
        const { showToken } = await import('../../services/tokens/show-token.ts');
        const page = await withLoadedStore(door, options.data, (ctx) => showToken(ctx, { id, window }));
        door.answer(page, (width) => [
          ...tokenPage(page, { width }),
          ...nextAfterToken(page, options.data, programName(), width),
        ]);
        return 0;
      }),
    );
}
