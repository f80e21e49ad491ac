import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import { dataOption, fromOption, parseCount, toOption, windowOf, windowOption } from '../options.ts';
import { tokensPage } from '../print/tokens-page.ts';

/** `scopelight tokens`: every token with its gap, the worst first. */
export function addTokens(program: CommandUnknownOpts, act: Act): void {
  program
    .command('tokens')
    .summary('every token with its gap, the worst first')
    .option('--search <text>', 'only tokens whose id, principal or owner contains the text')
    .option('--limit <count>', 'at most this many', parseCount(1), 100)
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((options, command) =>
      act(command, async (door) => {
        const { search, limit, data } = options;
        const window = windowOf(options);
        const { listTokens } = await import('../../services/tokens/list-tokens.ts');
        const tokens = await withLoadedStore(door, data, (ctx) =>
          listTokens(ctx, { window, limit, ...(search !== undefined && { search }) }),
        );
        door.answer({ schema: 'scopelight.tokens/1', tokens }, (width) =>
          tokensPage(tokens, { width, limit, search }),
        );
        return 0;
      }),
    );
}
