import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { ScopelightError } from '../../model/error.ts';
import { mutingShape } from '../../model/mutes.ts';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import { dataOption, fromOption, toOption, windowOf, windowOption } from '../options.ts';
import { mutesPage } from '../print/findings/mutes-page.ts';

/** `scopelight mute FILE [ID]`: what is not to be told, why and until when; with an id, one finding more or less. */
export function addMute(program: CommandUnknownOpts, act: Act): void {
  program
    .command('mute')
    .summary('what is not to be told, why and until when')
    .description(
      'Lists what a file mutes. With the id of a finding it mutes that one, for a reason and up to a day, or has it told again.',
    )
    .argument('<file>', 'the file that `--mute` names; it is made for the first finding')
    .argument('[id]', 'id of a finding')
    .option('--reason <text>', 'why it is not to be told')
    .option('--until <day>', 'the last day of that; for ever by default')
    .option('--reopen', 'tell it again')
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((path, id, options, command) =>
      act(command, async (door) => {
        const { reason, until, reopen = false, data } = options;
        const muting = reason === undefined ? undefined : readMuting(reason, until);
        if ((id === undefined) !== (muting === undefined && !reopen) || (muting && reopen)) throw unclear();
        const { MuteFile } = await import('../../services/findings/mute-file.ts');
        const { findFinding } = await import('../../services/findings/find-finding.ts');
        const { listFindings } = await import('../../services/findings/list-findings.ts');
        const { listMutes } = await import('../../services/findings/list-mutes.ts');
        const file = new MuteFile(path);
        const window = windowOf(options);
        const list = await withLoadedStore(door, data, async (ctx) => {
          const { findings } = await listFindings(ctx, { window });
          if (id !== undefined && muting) {
            const finding = findFinding(
              findings,
              id,
              'it may be resolved, or outside of the window; `scopelight findings` lists those there are',
            );
            file.mute(finding.id, muting);
          }
          if (id !== undefined && reopen) file.reopen(id);
          return listMutes(file, findings, ctx.now());
        });
        door.answer(list, (width) => mutesPage(list, width));
        return 0;
      }),
    );
}

function readMuting(reason: string, until: string | undefined) {
  const read = mutingShape.safeParse({ reason, until });
  if (read.success) return read.data;
  throw new ScopelightError('usage.invalid', 'the finding cannot be muted like that', {
    hint: 'give a --reason of up to 400 letters, and --until as YYYY-MM-DD',
  });
}

function unclear(): ScopelightError {
  return new ScopelightError('usage.invalid', 'it is not clear what is to be muted', {
    hint: 'name a finding with --reason TEXT or with --reopen, or neither to list what the file mutes',
  });
}
