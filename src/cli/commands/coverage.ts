import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import { dataOption, fromOption, toOption, windowOf, windowOption } from '../options.ts';
import { coveragePage } from '../print/coverage-page.ts';

/** `scopelight coverage`: which hours of which logs are held, and what they never record. */
export function addCoverage(program: CommandUnknownOpts, act: Act): void {
  program
    .command('coverage')
    .summary('which hours of which logs are held, and what they never record')
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((options, command) =>
      act(command, async (door) => {
        const window = windowOf(options);
        const { showCoverage } = await import('../../services/show-coverage.ts');
        const coverage = await withLoadedStore(door, options.data, (ctx) => showCoverage(ctx, { window }));
        door.answer(coverage, (width) => coveragePage(coverage, { width }));
        return 0;
      }),
    );
}
