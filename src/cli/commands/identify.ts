import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { ScopelightError } from '../../model/error.ts';
import type { WithStore } from '../../services/identify/identify-tokens.ts';
import type { Act } from '../act.ts';
import type { Door } from '../door.ts';
import { isLoaded, withStore } from '../open-context.ts';
import { dataOption } from '../options.ts';
import { identifyPage } from '../print/identify-page.ts';
import { promptHidden } from '../prompt-hidden.ts';
import { readInput } from '../read-input.ts';

const interrupted = 130;

/** `scopelight identify`: what a found token is, without storing or showing it. */
export function addIdentify(program: CommandUnknownOpts, act: Act): void {
  program
    .command('identify')
    .summary('what is this token? It is read from stdin or a hidden prompt, never stored or shown')
    .description(
      'Reads a found token, with whatever stands around it, and tells what it is, whose, and how to revoke it. It is looked at and forgotten: no part of the secret reaches a disk, a log or the output.',
    )
    .argument('[from]', '`-`, which is standard input as well')
    .addOption(dataOption())
    // What is not understood may be the token itself: it is refused below, and never repeated.
    .allowExcessArguments()
    .allowUnknownOption()
    .action((_from, { data }, command) =>
      act(command, async (door) => {
        if (command.args.some((given) => given !== '-')) throw refusal();
        const isGiven = command.getOptionValueSource('data') !== 'default';
        const { identifyTokens, inputBytesMax } = await import('../../services/identify/identify-tokens.ts');
        const bytes = await readToken(door, inputBytesMax);
        if (bytes === undefined) return interrupted;
        const answer = await identifyTokens({ bytes, now: Date.now() }, storeAt(door, data, isGiven));
        door.answer(answer, (width) => identifyPage(answer, { width }));
        return answer.input.isCut || answer.input.more > 0 ? 3 : 0;
      }),
    );
}

function refusal(): ScopelightError {
  return new ScopelightError('usage.invalid', '`identify` takes no token on the command line', {
    hint: 'shells keep what is typed in their history, and other users see it among the processes: run `scopelight identify` and paste the token, or pipe it in; take what was typed out of the history, and count it as exposed',
  });
}

/** Without loaded logs the token itself still tells something; logs that were asked for have to be there. */
function storeAt(door: Door, location: string, isGiven: boolean): WithStore | undefined {
  if (isLoaded(location)) return (task) => withStore(door, location, task);
  if (!isGiven) return undefined;
  // The place is not repeated: it may be a token that was meant for somewhere else.
  throw new ScopelightError('input.not-found', 'there is no data where `--data` or SCOPELIGHT_DATA says', {
    hint: 'load logs with `scopelight ingest PATH…` first, or leave it out to ask the token alone',
  });
}

async function readToken({ host }: Door, bytesMax: number): Promise<Uint8Array | undefined> {
  if (host.stdin.isTTY !== true) return readInput(host.stdin, bytesMax);
  const text = await promptHidden(host, 'Paste the token (it is not shown), then press Enter: ', bytesMax);
  return text === undefined ? undefined : Buffer.from(text);
}
