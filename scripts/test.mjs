import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBrowser } from './setup/browser.mjs';
import { ensureBuilt } from './setup/bundle.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { ensureNginx } from './setup/nginx.mjs';
import { requireNode } from './setup/platform.mjs';
import { root } from './setup/root.mjs';
import { runScript } from './setup/tell.mjs';

/* `npm test`: runs all tests, or those that `npm test -- PATH` names; other arguments are vitest's. */
await runScript(async () => {
  requireNode();
  await ensureInstalled({ needsEngine: true });
  // The end-to-end tests run the program as users get it.
  await ensureBuilt();
  await ensureBrowser();
  await ensureNginx();
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  // The terminal sends Ctrl-C to both; this process waits, so that what vitest started is ended first.
  process.on('SIGINT', () => child.kill('SIGINT')).on('SIGTERM', () => child.kill('SIGTERM'));
  process.exitCode = await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 130)));
});
