import { pathToFileURL } from 'node:url';
import { bundle, ensureBuilt } from './bundle.mjs';
import { ensureInstalled } from './install.mjs';
import { requireNode } from './platform.mjs';

/**
 * Installs and builds what is missing, then becomes the program: in this process, so that input, signals and the exit
 * code are its own.
 * @param {readonly string[]} args
 * @param {{ needsEngine: boolean }} options
 */
export async function runProgram(args, options) {
  requireNode();
  await ensureInstalled(options);
  await ensureBuilt();
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, bundle, ...args];
  await import(pathToFileURL(bundle).href);
}
