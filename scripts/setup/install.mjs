import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { requireEnginePlatform } from './platform.mjs';
import { root } from './root.mjs';
import { SetupError, tell } from './tell.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, optionalDependencies?: Record<string, string> }} Locked
 * @typedef {Record<string, Locked>} Packages
 */

/**
 * Makes `node_modules` what the lock file says, if it is not.
 * @param {{ needsEngine: boolean }} options whether to stop where the embedded engine cannot run
 * @throws {SetupError} when npm fails, or the platform lacks what is needed.
 */
export async function ensureInstalled({ needsEngine }) {
  if (isInstalled()) return;
  if (needsEngine) requireEnginePlatform();
  await oneAtATime(async () => {
    if (isInstalled()) return;
    const started = Date.now();
    tell(
      'installing what it is built from; once, and it takes a while: the database engine alone unpacks to 540 MB',
    );
    npmInstall();
    tell(`installed in ${Math.round((Date.now() - started) / 1000)} s`);
  });
}

function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const held = packagesOf('node_modules/.package-lock.json');
  // What others make optional may be another platform's; what we do is installed wherever it can be.
  const ours = new Set(
    Object.keys(wanted['']?.optionalDependencies ?? {}).map((name) => `node_modules/${name}`),
  );
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const installed = held[path];
    const mayLack = optional === true && !ours.has(path);
    return path === '' || (installed === undefined ? mayLack : installed.version === version);
  });
}

/**
 * @param {string} file
 * @returns {Packages}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return {};
  }
}

/**
 * Installs the locked versions and leaves the lock file alone. `npm ci` would do so too, but it refuses a lock file that
 * lacks another platform's binaries, which npm forgets when it cannot see them; here they are added where they are needed.
 */
function npmInstall() {
  const args = [
    'install',
    '--no-save',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const script = process.env.npm_execpath;
  const isScript = script !== undefined && /npm-cli\.c?js$/.test(script);
  const { status, error } = spawnSync(
    isScript ? process.execPath : 'npm',
    isScript ? [script, ...args] : args,
    {
      cwd: root,
      stdio: ['ignore', 2, 'inherit'],
    },
  );
  if (error) throw new SetupError(`npm could not be started: ${error.message}`);
  if (status !== 0) throw new SetupError('`npm install` failed; what it says stands above');
}
