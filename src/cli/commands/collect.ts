import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { ScopelightError } from '../../model/error.ts';
import type { Act } from '../act.ts';
import type { Door } from '../door.ts';
import { fromOption } from '../options.ts';
import { collectPage } from '../print/collect-page.ts';
import { programName } from '../program-name.ts';
import { readInput } from '../read-input.ts';

/** No token is longer. */
const secretBytesMax = 16_384;

/** `scopelight collect PROVIDER`: fetches logs and inventory of a live system into files. */
export function addCollect(program: CommandUnknownOpts, act: Act): void {
  program
    .command('collect')
    .summary('fetch logs and inventory of a live system into files')
    .description(
      'Asks a live system for its log and its lists, reading only, and writes the answers into files to load. Run again, it fetches what is new, and goes on with what was interrupted. Secrets come from the environment or standard input; they are neither shown nor stored.',
    )
    .argument('<provider>', 'the system to ask: aws, github, kubernetes, okta or salesforce')
    .requiredOption('--to <dir>', 'folder for the files, one for each system')
    .addOption(fromOption())
    .addOption(new Option('--only <part>', 'fetch only this').choices(['log', 'inventory'] as const))
    .option('--secret-stdin', 'read the secret from standard input')
    .action((provider, { to, from, only, secretStdin }, command) =>
      act(command, async (door) => {
        const secret = secretStdin === true ? await readSecret(door) : undefined;
        const { collectSystem } = await import('../../services/load/collect-system.ts');
        const answer = await collectSystem(
          {
            provider,
            target: to,
            parts: only === undefined ? ['log', 'inventory'] : [only],
            env: door.host.env,
            ...(from !== undefined && { since: from }),
            ...(secret !== undefined && { secret }),
          },
          door.onProgress,
        );
        door.answer(answer, (width) => collectPage(answer, { program: programName(), width }));
        const isPartial = answer.log?.lacking !== undefined || (answer.inventory?.lacking.length ?? 0) > 0;
        return isPartial ? 3 : 0;
      }),
    );
}

async function readSecret({ host }: Door): Promise<string> {
  const text = (await readInput(host.stdin, secretBytesMax)).toString('utf8').trim();
  // A line break within would end the header that holds it.
  if (/^[\x21-\x7e]+$/.test(text) && text.length <= secretBytesMax) return text;
  throw new ScopelightError('usage.invalid', 'standard input holds no secret that could be sent', {
    hint: 'pipe the token in, and nothing else: `pass okta/token | scopelight collect okta --to DIR --secret-stdin`',
  });
}
