import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import { withStore } from '../open-context.ts';
import { accountOption, dataOption, inventoryOption } from '../options.ts';
import { ingestPage } from '../print/ingest-page.ts';
import { nextAfterIngest } from '../print/next-section.ts';
import { programName } from '../program-name.ts';

/** `scopelight ingest PATH…`: loads logs to keep; what was loaded before changes nothing. */
export function addIngest(program: CommandUnknownOpts, act: Act): void {
  program
    .command('ingest')
    .summary('load logs to keep, and ask of them as often as you like')
    .description(
      'Loads audit logs and inventories. Loading the same again, or a copy of it, changes no number.',
    )
    .argument('<path...>', 'files or folders of logs; inventories among them are recognised')
    .addOption(inventoryOption())
    .addOption(accountOption())
    .addOption(dataOption())
    .action((paths, { inventory, account, data }, command) =>
      act(command, async (door) => {
        const { ingestLogs } = await import('../../services/load/ingest-logs.ts');
        const summary = await withStore(door, data, (ctx) =>
          ingestLogs(ctx, { paths, ...(inventory && { inventory }), accounts: account }),
        );
        door.answer({ schema: 'scopelight.ingest/1', ...summary }, (width) => [
          ...ingestPage(summary, { width }),
          ...nextAfterIngest(data, programName(), width),
        ]);
        return summary.sources.some(({ unreadableCount }) => unreadableCount > 0) ? 3 : 0;
      }),
    );
}
