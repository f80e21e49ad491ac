import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import { dataOption, fromOption, parseCount, toOption, windowOf, windowOption } from '../options.ts';
import { scorePage } from '../print/score/score-page.ts';

/** `scopelight score [ID]`: the gap score of the fleet or a part of it, and week by week. */
export function addScore(program: CommandUnknownOpts, act: Act): void {
  program
    .command('score')
    .summary('the gap score by team, provider, principal and token, and week by week')
    .argument('[id]', 'a token, principal, owner or provider; all of them without it')
    .addOption(
      new Option('--weeks <count>', 'how many weeks the trend goes back, 0 for none')
        .argParser(parseCount(0))
        .default(12),
    )
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((id, options, command) =>
      act(command, async (door) => {
        const window = windowOf(options);
        const { showScore } = await import('../../services/score/show-score.ts');
        const answer = await withLoadedStore(door, options.data, (ctx) =>
          showScore(ctx, { id, window, weeks: options.weeks }),
        );
        door.answer(answer, (width) => scorePage(answer, { width }));
        return 0;
      }),
    );
}
