import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../package-root.ts';
import type { Context } from '../services/context.ts';
import type { MuteFile } from '../services/findings/mute-file.ts';
import { isServer } from '../store/server-location.ts';
import type { Door } from './door.ts';
import { describeFailure } from './failure.ts';
import { line, run } from './print/run.ts';

export interface ServeOptions {
  /** Which findings are not to be told. */
  readonly muteFile: MuteFile;
  readonly host: string;
  readonly port?: number | undefined;
  /** Whether to show the page in a browser, where there is a desktop. */
  readonly isOpened: boolean;
}

/** Serves the page and the API of a store until the process is told to stop. */
export async function serveStore(
  door: Door,
  ctx: Context,
  data: string,
  { host, port, isOpened, muteFile }: ServeOptions,
): Promise<never> {
  const [{ createApp }, { listen }, { askAside }, { isJoinable }] = await Promise.all([
    import('../api/create-app.ts'),
    import('../api/listen.ts'),
    import('../services/aside/ask-aside.ts'),
    import('../store/open-store.ts'),
  ]);
  const app = await createApp({
    ctx: { ...ctx, onProgress: () => {} },
    askFleet: isJoinable(data) ? askAside(data).ask : undefined,
    muteFile,
    dropFolder: join(isServer(data) ? resolve('.scopelight') : resolve(data), 'dropped'),
    pageFolder: builtPage(),
    onFault: (error) => {
      const { message, trace } = describeFailure(error);
      door.warn([line(run('error: ', 'severity'), message), ...(trace === undefined ? [] : [line(trace)])]);
    },
  });
  const address = await listen(app, { host, port });
  door.warn([
    line('serving at ', run(address, 'strong')),
    line(run('this machine only, until Ctrl-C; other commands on the same data go through it', 'faint')),
  ]);
  if (isOpened) openInBrowser(door, address);
  // Only a signal ends it.
  return new Promise<never>(() => {});
}

/** Undefined in a checkout of which the page was not built. */
function builtPage(): string | undefined {
  const folder = join(packageRoot(), 'dist/web');
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}

/** Where somebody sits at a screen of this machine, the page is shown to them. */
function openInBrowser({ host }: Door, address: string): void {
  const { env, stdout } = host;
  if (stdout.isTTY !== true || env.SSH_CONNECTION !== undefined) return;
  const isMac = process.platform === 'darwin';
  if (!isMac && env.DISPLAY === undefined && env.WAYLAND_DISPLAY === undefined) return;
  const opener = spawn(isMac ? 'open' : 'xdg-open', [address], { stdio: 'ignore', detached: true });
  // The address has been printed: who has no such program opens it by hand.
  opener.on('error', () => {});
  opener.unref();
}
