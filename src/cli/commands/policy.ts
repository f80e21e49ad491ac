import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { ScopelightError } from '../../model/error.ts';
import { renderFormats } from '../../model/policy-proposal.ts';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import {
  dataOption,
  fromOption,
  parseCount,
  parseLength,
  toOption,
  windowOf,
  windowOption,
} from '../options.ts';
import { nextAfterPolicy } from '../print/next-section.ts';
import { policyPage } from '../print/policy/policy-page.ts';
import { programName } from '../program-name.ts';

/** `scopelight policy ID`: the smallest policy that does what was done, and what it takes away and keeps, and why. */
export function addPolicy(program: CommandUnknownOpts, act: Act): void {
  program
    .command('policy')
    .summary('the smallest policy of a token or principal, with why and with proof')
    .argument('<id>', 'a token or principal, by its id or the end of it')
    .addOption(
      new Option('--mode <mode>', '`used`: what was let through; `needed`: also what was refused')
        .choices(['used', 'needed'] as const)
        .default('used' as const),
    )
    .addOption(
      new Option(
        '--keep <service>',
        'keep what nothing can tell of a service, such as s3; may be repeated',
      ).argParser((service: string, before: readonly string[] | undefined) => [...(before ?? []), service]),
    )
    .addOption(
      new Option(
        '--accept <episode>',
        'count a suspicious episode as ordinary use, by its id; may be repeated',
      ).argParser((id: string, before: readonly string[] | undefined) => [...(before ?? []), id]),
    )
    .addOption(
      new Option(
        '--horizon <length>',
        'forecast what of the removed is needed in so many days; this reads the whole fleet',
      ).argParser(parseLength),
    )
    .addOption(
      new Option(
        '--names <count>',
        'name so many resources of one kind one by one before the rest of their names varies',
      ).argParser(parseCount(0)),
    )
    .addOption(
      new Option(
        '--namespaces <count>',
        'give in so many namespaces one by one before in all (Kubernetes)',
      ).argParser(parseCount(0)),
    )
    .addOption(
      new Option(
        '--verbs <how>',
        '`together`: who reads in one way may read in all, who updates may patch (Kubernetes)',
      ).choices(['exact', 'together'] as const),
    )
    .option('--this-token-only', 'leave out what other tokens of the same principal use')
    .addOption(new Option('--format <format>', 'print the policy alone').choices(renderFormats))
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((id, options, command) =>
      act(command, async (door) => {
        const { format } = options;
        if (format && door.settings.json) {
          throw new ScopelightError('usage.invalid', '`--format` and `--json` both say how to print', {
            hint: '--json prints the whole answer, --format the policy alone',
          });
        }
        const window = windowOf(options);
        const { proposePolicy } = await import('../../services/policy/propose-policy.ts');
        const { answer, render } = await withLoadedStore(door, options.data, (ctx) =>
          proposePolicy(ctx, {
            id,
            window,
            mode: options.mode,
            keep: options.keep ?? [],
            accept: options.accept ?? [],
            horizonDays: options.horizon,
            grain: {
              exactMax: options.names,
              namespacesMax: options.namespaces,
              verbs: options.verbs,
            },
            isTokenAlone: options.thisTokenOnly ?? false,
          }),
        );
        if (format) await door.write(withEnd(render(format)));
        else {
          door.answer(answer, (width) => [
            ...policyPage(answer, { width }),
            ...nextAfterPolicy(answer, options.data, programName(), width),
          ]);
        }
        return 0;
      }),
    );
}

function withEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
