import { ensureBuilt } from './setup/bundle.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { requireNode } from './setup/platform.mjs';
import { runScript, tell } from './setup/tell.mjs';

/* `npm run build`: makes `dist/cli.js` and the page in `dist/web`, where they are not up to date. */
await runScript(async () => {
  requireNode();
  await ensureInstalled({ needsEngine: false });
  if (!(await ensureBuilt())) tell('dist/ is up to date');
});
