import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildPage, isPageBuilt } from './bundle-page.mjs';
import { fingerprint, readStamp } from './fingerprint.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { root } from './root.mjs';
import { SetupError, tell } from './tell.mjs';

const entry = 'src/cli/main.ts';
/** What it starts as a process of its own. */
const aside = 'src/services/aside/process.ts';
/** What the bundle is made from besides the sources it names itself. */
const recipe = ['package.json', 'package-lock.json', 'scripts/setup/bundle.mjs'];
const stamp = join(root, 'dist/build.json');
const chunks = 'dist/chunks';

/** The program as it runs: the entry of what `ensureBuilt` makes. */
export const bundle = join(root, 'dist/cli.js');

/**
 * Bundles the program and the page that it serves, where they are not up to date.
 * @returns {Promise<boolean>} whether there was anything to do
 * @throws {SetupError} when the sources do not build.
 */
export async function ensureBuilt() {
  if (isUpToDate() && isPageBuilt()) return false;
  return oneAtATime(async () => {
    const parts = [...(isUpToDate() ? [] : [build]), ...(isPageBuilt() ? [] : [buildPage])];
    await Promise.all(parts.map((part) => part()));
    return parts.length > 0;
  });
}

async function build() {
  if (!existsSync(join(root, entry))) throw new SetupError(`nothing to build: \`${entry}\` is missing`);
  const started = Date.now();
  const { build: bundleWith } = await import('esbuild');
  const { metafile, outputFiles } = await bundleWith({
    absWorkingDir: root,
    entryPoints: [
      { in: entry, out: 'cli' },
      { in: aside, out: 'aside' },
    ],
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    write: false,
    bundle: true,
    // What a command does not need is not even parsed.
    splitting: true,
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
  const outputs = outputFiles.map(({ path }) => relative(root, path));
  removeStale([...outputs, ...(readStamp(stamp)?.outputs ?? [])]);
  rmSync(stamp, { force: true });
  mkdirSync(join(root, chunks), { recursive: true });
  // A program that starts meanwhile finds a whole old bundle or a whole new one: the entry comes last.
  const entryLast = outputFiles.toSorted((a, b) => Number(a.path === bundle) - Number(b.path === bundle));
  for (const { path, contents } of entryLast) {
    writeFileSync(`${path}.next`, contents, { mode: 0o755 });
    renameSync(`${path}.next`, path);
  }
  const inputs = [...recipe, ...Object.keys(metafile.inputs)];
  writeFileSync(stamp, JSON.stringify({ inputs, outputs, fingerprint: fingerprint(inputs, started) }));
  tell(`built in ${Date.now() - started} ms`);
}

/**
 * Deletes chunks of earlier builds, but for those of the last one: a program may be running from it.
 * @param {readonly string[]} kept
 */
function removeStale(kept) {
  if (!existsSync(join(root, chunks))) return;
  for (const name of readdirSync(join(root, chunks))) {
    if (!kept.includes(join(chunks, name))) rmSync(join(root, chunks, name), { force: true });
  }
}

function isUpToDate() {
  const last = readStamp(stamp);
  return existsSync(bundle) && last !== undefined && last.fingerprint === fingerprint(last.inputs);
}
