import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { CheckAnswer } from '../../model/check.ts';
import { isAtLeast } from '../../model/finding.ts';
import type { CheckChangeInput } from '../../services/check/check-change.ts';
import type { Act } from '../act.ts';
import type { Door } from '../door.ts';
import { withLoadedStore } from '../open-context.ts';
import { failOnOption, fromOption, toOption, windowOf, windowOption } from '../options.ts';
import { checkMarkdown } from '../print/check/check-markdown.ts';
import { checkPage } from '../print/check/check-page.ts';
import { checkSarif } from '../print/check/check-sarif.ts';
import { jsonText } from '../print/json-text.ts';
import { version } from '../version.ts';

/** `scopelight check PATH…`: what new power a change of configuration gives, and to whom. */
export function addCheck(program: CommandUnknownOpts, act: Act): void {
  program
    .command('check')
    .summary('what new power a change of configuration gives, and to whom')
    .description(
      'Reads Terraform and plans of it, CloudFormation, policy documents, workflows, manifests and OpenAPI documents, and compares them with a base. Needs no data; with --data it tells what of it nobody uses.',
    )
    .argument('[path...]', 'files or folders; everything below is read', ['.'])
    .option('--base <what>', 'what it is compared with: a file, a folder, or a commit, branch or tag')
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['text', 'sarif', 'markdown'])
        .default('text'),
    )
    .addOption(failOnOption())
    .option('--data <where>', 'usage data to ask: a directory, or the URL of a ClickHouse server')
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .action((paths, options, command) =>
      act(command, async (door) => {
        const { base, format, failOn, data } = options;
        const window = windowOf(options);
        const { baseFiles, filesBelow } = await import('../../ingest/configuration/configuration-files.ts');
        const files = filesBelow(paths);
        const before = base === undefined ? undefined : { name: base, files: await baseFiles(base, paths) };
        const { checkChange } = await import('../../services/check/check-change.ts');
        const ask = (known?: CheckChangeInput['data']) => checkChange({ files, base: before, data: known });
        const answer =
          data === undefined ? await ask() : await withLoadedStore(door, data, (ctx) => ask({ ctx, window }));
        await print(door, answer, format);
        const isOver = answer.findings.some(
          ({ severity }) => failOn !== undefined && isAtLeast(severity, failOn),
        );
        if (isOver) return 1;
        return answer.unread.some(({ isDamaged }) => isDamaged) ? 3 : 0;
      }),
    );
}

async function print(door: Door, answer: CheckAnswer, format: 'text' | 'sarif' | 'markdown'): Promise<void> {
  if (door.settings.json || format === 'text') {
    door.answer(answer, (width) => checkPage(answer, { width }));
  } else if (format === 'sarif') {
    await door.write(`${jsonText(checkSarif(answer, version()), 2)}\n`);
  } else await door.write(checkMarkdown(answer));
}
