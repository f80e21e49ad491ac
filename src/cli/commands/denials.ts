import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { denialVerdicts } from '../../model/denials.ts';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import { dataOption, fromOption, toOption, windowOf, windowOption } from '../options.ts';
import { denialsPage } from '../print/denials/denials-page.ts';

/** `scopelight denials`: what tokens were refused, needs told apart from probing. */
export function addDenials(program: CommandUnknownOpts, act: Act): void {
  program
    .command('denials')
    .summary('what tokens were refused: what they need, and what is somebody trying')
    .argument('[id]', 'a token or principal, to see everything of its refusals')
    .addOption(new Option('--verdict <verdict>', 'only wants of this verdict').choices(denialVerdicts))
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((id, options, command) =>
      act(command, async (door) => {
        const { verdict } = options;
        const window = windowOf(options);
        const { listDenials } = await import('../../services/denials/list-denials.ts');
        const list = await withLoadedStore(door, options.data, (ctx) =>
          listDenials(ctx, { id, verdict, window }),
        );
        door.answer(list, (width) => denialsPage(list, { width, isOne: id !== undefined }));
        return 0;
      }),
    );
}
