import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { ScopelightError } from '../../model/error.ts';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import { dataOption, fromOption, parseLength, toOption, windowOf, windowOption } from '../options.ts';
import { backtestPage } from '../print/backtest/backtest-page.ts';

/** `scopelight backtest ID|--all`: would it have broken anything? */
export function addBacktest(program: CommandUnknownOpts, act: Act): void {
  program
    .command('backtest')
    .summary('what smaller policies would have broken, and how likely they break something next')
    .argument('[id]', 'a token or principal, by its id or the end of it')
    .option('--all', 'the whole fleet')
    .addOption(
      new Option('--train <length>', 'days to learn from, such as 90d')
        .argParser(parseLength)
        .default(90, '90d'),
    )
    .addOption(
      new Option('--test <length>', 'days after them to try it on').argParser(parseLength).default(30, '30d'),
    )
    .addOption(
      new Option('--horizon <length>', 'days ahead for which breakage is forecast')
        .argParser(parseLength)
        .default(90, '90d'),
    )
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((id, options, command) =>
      act(command, async (door) => {
        if ((id === undefined) !== (options.all === true)) {
          throw new ScopelightError('usage.invalid', 'say whom to test: a token or principal, or `--all`', {
            hint: 'list the tokens with `scopelight tokens`',
          });
        }
        const { train: trainDays, test: testDays, horizon: horizonDays } = options;
        const window = windowOf(options);
        const { backtest } = await import('../../services/backtest/backtest.ts');
        const answer = await withLoadedStore(door, options.data, (ctx) =>
          backtest(ctx, { id, trainDays, testDays, horizonDays, window }),
        );
        door.answer(answer, (width) => backtestPage(answer, { width }));
        return 0;
      }),
    );
}
