import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Report } from '../../model/report.ts';
import type { Act } from '../act.ts';
import { withTemporaryStore } from '../open-context.ts';
import { fromOption, inventoryOption, toOption, windowOf, windowOption } from '../options.ts';
import { nextAfterScan } from '../print/next-section.ts';
import { reportPage } from '../print/report/report-page.ts';
import { programName } from '../program-name.ts';

const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;

/** `scopelight scan PATH…`: loads into a temporary store and prints the report. */
export function addScan(program: CommandUnknownOpts, act: Act): void {
  program
    .command('scan')
    .summary('load logs into a temporary store and print the report')
    .description('Reads audit logs and inventories, prints who may do what and who does, and keeps nothing.')
    .argument('<path...>', 'files or folders of logs; inventories among them are recognised')
    .addOption(inventoryOption())
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 when there is a finding as severe as this').choices(
        severities,
      ),
    )
    .action((paths, options, command) =>
      act(command, async (door) => {
        const window = windowOf(options);
        const { ingestLogs } = await import('../../services/ingest-logs.ts');
        const { buildReport } = await import('../../services/report.ts');
        const report = await withTemporaryStore(door, async (ctx) => {
          await ingestLogs(ctx, { paths, ...(options.inventory && { inventory: options.inventory }) });
          return buildReport(ctx, { window });
        });
        door.answer(report, (width) => [
          ...reportPage(report, { width }),
          ...nextAfterScan(report, paths, programName(), width),
        ]);
        return exitCodeOf(report, options.failOn);
      }),
    );
}

/** What was asked to fail on goes before what could not be read: it holds whatever the rest says. */
function exitCodeOf({ findings, sources }: Report, failOn: (typeof severities)[number] | undefined): number {
  const isOver = (severity: (typeof severities)[number]) =>
    failOn !== undefined && severities.indexOf(severity) <= severities.indexOf(failOn);
  if (findings.some(({ severity }) => isOver(severity))) return 1;
  return sources.some(({ unreadableCount }) => unreadableCount > 0) ? 3 : 0;
}
