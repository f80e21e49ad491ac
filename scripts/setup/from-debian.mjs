import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tell } from './tell.mjs';

/** Installs a package of the distribution, with all that it needs, where this may be done; `why` says what it is wanted for. */
export function fromDebian(/** @type {string} */ name, /** @type {string} */ why) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  tell(`installing ${name} to test ${why}; once`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 2, 'inherit'] });
  apt('update');
  apt('install', '-y', '--no-install-recommends', name);
}
