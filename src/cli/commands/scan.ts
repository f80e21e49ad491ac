import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { isAtLeast, type Severity } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import type { Act } from '../act.ts';
import { withTemporaryStore } from '../open-context.ts';
import {
  accountOption,
  failOnOption,
  fromOption,
  idleDaysOption,
  inventoryOption,
  muteOption,
  peopleOption,
  reviewsOption,
  rulesOption,
  toOption,
  windowOf,
  windowOption,
} from '../options.ts';
import { nextAfterScan } from '../print/next-section.ts';
import { reportPage } from '../print/report/report-page.ts';
import { programName } from '../program-name.ts';
import { readMuteFile } from '../read-mute-file.ts';
import { readPeopleFile } from '../read-people-file.ts';
import { readReviewFile } from '../read-review-file.ts';
import { readRuleFile } from '../read-rule-file.ts';

/** `scopelight scan PATH…`: loads into a temporary store and prints the report. */
export function addScan(program: CommandUnknownOpts, act: Act): void {
  program
    .command('scan')
    .summary('load logs into a temporary store and print the report')
    .description('Reads audit logs and inventories, prints who may do what and who does, and keeps nothing.')
    .argument('<path...>', 'files or folders of logs; inventories among them are recognised')
    .addOption(inventoryOption())
    .addOption(accountOption())
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(failOnOption())
    .addOption(muteOption())
    .addOption(rulesOption())
    .addOption(peopleOption())
    .addOption(reviewsOption())
    .addOption(idleDaysOption())
    .action((paths, options, command) =>
      act(command, async (door) => {
        const window = windowOf(options);
        const people = readPeopleFile(options.people);
        const reviews = await readReviewFile(options.reviews);
        const userRules = await readRuleFile(options.rules);
        const mutes = await readMuteFile(options.mute, userRules);
        const { ingestLogs } = await import('../../services/load/ingest-logs.ts');
        const { buildReport } = await import('../../services/report.ts');
        const report = await withTemporaryStore(door, async (ctx) => {
          const { inventory, account: accounts } = options;
          await ingestLogs(ctx, { paths, ...(inventory && { inventory }), accounts });
          return buildReport(ctx, { window, idleDays: options.idleDays, mutes, people, reviews, userRules });
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
function exitCodeOf({ findings, sources }: Report, failOn: Severity | undefined): number {
  if (failOn !== undefined && findings.some(({ severity }) => isAtLeast(severity, failOn))) return 1;
  return sources.some(({ unreadableCount }) => unreadableCount > 0) ? 3 : 0;
}
