import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import { dataOption, fromOption, toOption, windowOf, windowOption } from '../options.ts';
import { toxicPage } from '../print/toxic/toxic-page.ts';

/** `scopelight toxic [ID]`: dangerous combinations of permissions, and the cheapest way to part them. */
export function addToxic(program: CommandUnknownOpts, act: Act): void {
  program
    .command('toxic')
    .summary('ways to more access and other dangerous combinations, with the cheapest cut')
    .description(
      'Lists who holds permissions that are dangerous in one hand: ways to more access than was given, and pairs such as reading secrets and sending outside. It tells which part of each is used, and the fewest, least likely missed permissions whose removal closes all of them.',
    )
    .argument('[id]', 'id of a token or principal, or the end of it, to see every path in full')
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((id, options, command) =>
      act(command, async (door) => {
        const window = windowOf(options);
        const { listToxic } = await import('../../services/findings/list-toxic.ts');
        const answer = await withLoadedStore(door, options.data, (ctx) => listToxic(ctx, { id, window }));
        door.answer(answer, (width) => toxicPage(answer, { width, isFull: id !== undefined }));
        return 0;
      }),
    );
}
