import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import { withSharedStore } from '../open-context.ts';
import { dataOption, parseCount } from '../options.ts';
import { serveStore } from '../serve-store.ts';

/** `scopelight serve`: the page, and the HTTP API under it, on this machine alone. */
export function addServe(program: CommandUnknownOpts, act: Act): void {
  program
    .command('serve')
    .summary('the page in a browser, and the HTTP API under it')
    .description(
      'Serves the page and the HTTP API on this machine alone, until Ctrl-C. Without data, files are dropped on the page.',
    )
    .option('--port <port>', 'port to listen on; the first free one from 7700 on by default', parseCount(0))
    .option('--host <address>', 'address of this machine to listen on', '127.0.0.1')
    .option('--no-open', 'do not open a browser')
    .option(
      '--mute <file>',
      'leave out what this file names, and write to it what is muted on the page',
      '.scopelight/muted.txt',
    )
    .addOption(dataOption())
    .action(({ data, host, port, open, mute }, command) =>
      act(command, async (door) => {
        const { MuteFile } = await import('../../services/findings/mute-file.ts');
        const muteFile = new MuteFile(mute);
        // A line that mutes nothing is told before anything is served.
        muteFile.mutes();
        return withSharedStore(door, data, (ctx) =>
          serveStore(door, ctx, data, { host, port, isOpened: open, muteFile }),
        );
      }),
    );
}
