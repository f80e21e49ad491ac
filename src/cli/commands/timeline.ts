import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import { dataOption, parseTime } from '../options.ts';
import { timelinePage } from '../print/timeline/timeline-page.ts';

/** `scopelight timeline ID`: everything that made a token or principal what it is, in order. */
export function addTimeline(program: CommandUnknownOpts, act: Act): void {
  program
    .command('timeline')
    .summary('everything that made a token or principal what it is, in order')
    .description(
      'Tells who made it and from where, what was given to it when, its first and first strange use, refusals and copies; and with --as-of what it was at a moment.',
    )
    .argument('<id>', 'a token or principal, by its id or the end of it')
    .addOption(
      new Option(
        '--as-of <time>',
        'what it could do then, had done, and what a smaller policy would have blocked since',
      ).argParser((text) => parseTime(text, 0)),
    )
    .addOption(dataOption())
    .action((id, { asOf, data }, command) =>
      act(command, async (door) => {
        const { showTimeline } = await import('../../services/timeline/show-timeline.ts');
        const timeline = await withLoadedStore(door, data, (ctx) => showTimeline(ctx, { id, asOf }));
        door.answer(timeline, (width) => timelinePage(timeline, { width }));
        return 0;
      }),
    );
}
