import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { root } from './root.mjs';
import { SetupError, tell } from './tell.mjs';

const entry = 'src/cli/main.ts';
/** What the bundle is made from besides the sources it names itself. */
const recipe = ['package.json', 'package-lock.json', 'scripts/setup/bundle.mjs'];
const stamp = join(root, 'dist/build.json');

/** The program as it runs: one file that `ensureBuilt` makes. */
export const bundle = join(root, 'dist/cli.js');

/**
 * Bundles the program, unless the bundle is up to date.
 * @returns {Promise<boolean>} whether there was anything to do
 * @throws {SetupError} when the sources do not build.
 */
export async function ensureBuilt() {
  if (isUpToDate()) return false;
  return oneAtATime(async () => {
    if (isUpToDate()) return false;
    await build();
    return true;
  });
}

async function build() {
  if (!existsSync(join(root, entry))) throw new SetupError(`nothing to build: \`${entry}\` is missing`);
  const started = Date.now();
  const { build: bundleWith } = await import('esbuild');
  mkdirSync(join(root, 'dist'), { recursive: true });
  rmSync(stamp, { force: true });
  const { metafile, outputFiles } = await bundleWith({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: bundle,
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    metafile: true,
    logLevel: 'silent',
  }).catch((error) => {
    throw new SetupError(`the sources do not build\n${error.message}`);
  });
  // A program that is starting meanwhile finds either the old bundle or the new one.
  for (const { path, contents } of outputFiles) {
    writeFileSync(`${path}.next`, contents, { mode: 0o755 });
    renameSync(`${path}.next`, path);
  }
  const inputs = [...recipe, ...Object.keys(metafile.inputs)];
  writeFileSync(stamp, JSON.stringify({ inputs, fingerprint: fingerprint(inputs, started) }));
  tell(`built in ${Date.now() - started} ms`);
}

function isUpToDate() {
  if (!existsSync(bundle)) return false;
  try {
    /** @type {{ inputs: string[], fingerprint: string }} */
    const last = JSON.parse(readFileSync(stamp, 'utf8'));
    return last.fingerprint === fingerprint(last.inputs);
  } catch {
    return false;
  }
}

/**
 * Tells by size and time of change whether any input is another; `before` marks what changed during the build.
 * @param {readonly string[]} inputs
 * @param {number} [before]
 */
function fingerprint(inputs, before = Number.POSITIVE_INFINITY) {
  const hash = createHash('sha256').update(process.version);
  for (const input of inputs) {
    const { size, mtimeMs } = statSync(join(root, input));
    hash.update(`\0${input}\0${size}\0${mtimeMs < before ? mtimeMs : 'changing'}`);
  }
  return hash.digest('hex');
}
