import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import type { Door } from '../door.ts';
import { withSharedStore } from '../open-context.ts';
import { nextAfterReport } from '../print/next-section.ts';
import { reportPage } from '../print/report/report-page.ts';
import { line } from '../print/run.ts';
import { programName } from '../program-name.ts';
import { serveStore } from '../serve-store.ts';
import { writeDemoTo } from './demo.ts';

/** The demo has a folder of its own, so that it never mixes with what the user loads. */
const home = '.scopelight/demo';
const size = { days: 120, scale: 1, seed: 1 };

/** `scopelight start`: everything once, on the demo organisation. */
export function addStart(program: CommandUnknownOpts, act: Act): void {
  program
    .command('start', { hidden: true })
    .description(
      'Writes the demo organisation if it is not there, loads it, prints the report, and serves the page.',
    )
    .option('--no-serve', 'end after the report')
    .action(({ serve }, command) =>
      act(command, async (door) => {
        const logs = await ensureDemo(door);
        const data = join(home, 'data');
        const { ingestLogs } = await import('../../services/load/ingest-logs.ts');
        const { buildReport } = await import('../../services/report.ts');
        return withSharedStore(door, data, async (ctx) => {
          await ingestLogs(ctx, { paths: logs });
          const report = await buildReport(ctx, {});
          door.answer(report, (width) => [
            ...reportPage(report, { width }),
            ...nextAfterReport(report, data, programName(), width),
          ]);
          if (serve && !door.settings.json && !isUnattended(door)) {
            const { MuteFile } = await import('../../services/findings/mute-file.ts');
            const muteFile = new MuteFile(join(home, 'muted.txt'));
            await serveStore(door, ctx, data, { host: '127.0.0.1', isOpened: true, muteFile });
          }
          return report.sources.some(({ unreadableCount }) => unreadableCount > 0) ? 3 : 0;
        });
      }),
    );
}

/** Nobody looks at a page of a build, and it would never end. */
function isUnattended({ host }: Door): boolean {
  return host.env.CI !== undefined && host.env.CI !== '' && host.env.CI !== 'false';
}

/** Gives the folders of raw logs and inventories; half a demo, left by an interrupt, is written anew. */
async function ensureDemo(door: Door): Promise<string[]> {
  const folder = join(home, 'exports');
  if (!existsSync(folder)) {
    door.tell([line(`writing the demo organisation to ${folder}`)]);
    const partial = `${folder}.partial`;
    rmSync(partial, { recursive: true, force: true });
    await writeDemoTo(door, partial, size);
    renameSync(partial, folder);
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}
