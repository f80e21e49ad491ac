import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './setup/install.mjs';
import { requireNode } from './setup/platform.mjs';
import { root } from './setup/root.mjs';
import { runScript, SetupError } from './setup/tell.mjs';

/* `npm run bench -- NAME [ARGUMENT…]`: runs `bench/NAME.ts`; without a name, says which there are. */
await runScript(async () => {
  requireNode();
  const [name, ...args] = process.argv.slice(2);
  const names = readdirSync(join(root, 'bench'))
    .filter((file) => /^[a-z-]+\.ts$/.test(file))
    .map((file) => file.slice(0, -'.ts'.length));
  if (name === undefined || !names.includes(name)) {
    throw new SetupError(`say which: ${names.map((known) => `\`npm run bench -- ${known}\``).join(', ')}`);
  }
  await ensureInstalled({ needsEngine: true });
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const { status } = spawnSync(process.execPath, [tsx, join(root, 'bench', `${name}.ts`), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 130;
});
