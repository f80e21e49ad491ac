import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import { dataOption, fromOption, toOption, windowOf, windowOption } from '../options.ts';
import { explanationPage } from '../print/explanation-page.ts';

/** `scopelight explain TOKEN PERMISSION`: why granted, when used, what we cannot know. */
export function addExplain(program: CommandUnknownOpts, act: Act): void {
  program
    .command('explain')
    .summary('why a token holds a permission, when it used it, what cannot be known')
    .argument('<token>', 'a token, or the principal that has it, by its id or the end of it')
    .argument('<permission>', 'name of the permission, as its provider writes it')
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((token, permission, options, command) =>
      act(command, async (door) => {
        const window = windowOf(options);
        const { explainPermission } = await import('../../services/explanation/explain-permission.ts');
        const explanation = await withLoadedStore(door, options.data, (ctx) =>
          explainPermission(ctx, { token, permission, window }),
        );
        door.answer(explanation, (width) => explanationPage(explanation, { width }));
        return 0;
      }),
    );
}
