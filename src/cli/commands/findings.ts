import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { isAtLeast, severities } from '../../model/finding.ts';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import {
  dataOption,
  failOnOption,
  fromOption,
  idleDaysOption,
  muteOption,
  peopleOption,
  reviewsOption,
  rulesOption,
  toOption,
  windowOf,
  windowOption,
} from '../options.ts';
import { findingListPage } from '../print/findings/finding-list-page.ts';
import { findingPage } from '../print/findings/finding-page.ts';
import { nextAfterFindings } from '../print/next-section.ts';
import { programName } from '../program-name.ts';
import { readMuteFile } from '../read-mute-file.ts';
import { readPeopleFile } from '../read-people-file.ts';
import { readReviewFile } from '../read-review-file.ts';
import { readRuleFile } from '../read-rule-file.ts';

/** `scopelight findings [ID]`: every conclusion with its fix, the worst first; one of them in full. */
export function addFindings(program: CommandUnknownOpts, act: Act): void {
  program
    .command('findings')
    .summary('what is wrong and what to do, the worst first')
    .argument('[id]', 'id of one finding, to see its evidence and commands in full')
    .option('--rule <rule...>', 'only findings of these rules')
    .addOption(
      new Option('--severity <least>', 'only findings as severe as this, or more').choices(severities),
    )
    .addOption(failOnOption())
    .addOption(muteOption())
    .addOption(rulesOption())
    .addOption(peopleOption())
    .addOption(reviewsOption())
    .addOption(idleDaysOption())
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((id, options, command) =>
      act(command, async (door) => {
        const { rule, severity, idleDays, failOn, data } = options;
        const window = windowOf(options);
        const people = readPeopleFile(options.people);
        const reviews = await readReviewFile(options.reviews);
        const userRules = await readRuleFile(options.rules);
        const mutes = await readMuteFile(options.mute, userRules);
        const { listFindings } = await import('../../services/findings/list-findings.ts');
        const { span, ...found } = await withLoadedStore(door, data, (ctx) =>
          listFindings(ctx, {
            id,
            window,
            rules: rule,
            severity,
            idleDays,
            mutes,
            people,
            reviews,
            userRules,
          }),
        );
        const { findings } = found;
        const list = {
          schema: 'scopelight.findings/1' as const,
          window: { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() },
          findings: [...findings],
          muted: found.muted,
        };
        door.answer(list, (width) =>
          id === undefined
            ? [
                ...findingListPage(list, width),
                ...nextAfterFindings(list.findings, data, programName(), width),
              ]
            : list.findings.flatMap((finding) => findingPage(finding, width)),
        );
        const isOver = findings.some((one) => failOn !== undefined && isAtLeast(one.severity, failOn));
        return isOver ? 1 : 0;
      }),
    );
}
