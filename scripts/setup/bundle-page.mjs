import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fingerprint, readStamp } from './fingerprint.mjs';
import { root } from './root.mjs';
import { SetupError, tell } from './tell.mjs';

const entry = 'web/main.tsx';
/** What the page is made from besides the sources it names itself. */
const recipe = ['package.json', 'package-lock.json', 'scripts/setup/bundle-page.mjs'];
const folder = 'dist/web';
const stamp = join(root, 'dist/web.json');
const page = join(root, folder, 'index.html');

/** Whether the page that `scopelight serve` serves is that of these sources. */
export function isPageBuilt() {
  const last = readStamp(stamp);
  return existsSync(page) && last !== undefined && last.fingerprint === fingerprint(last.inputs);
}

/**
 * Bundles the page. Its files carry the hash of their content in their names, and no script or style stands in the page
 * itself: the content policy would not let it run.
 * @throws {SetupError} when the sources do not build.
 */
export async function buildPage() {
  const started = Date.now();
  const { build } = await import('esbuild');
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [{ in: entry, out: 'page' }],
    outdir: join(folder, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    metafile: true,
    logLevel: 'silent',
  }).catch((error) => {
    throw new SetupError(`the page does not build\n${error.message}`);
  });
  const outputs = outputFiles.map(({ path }) => relative(root, path));
  removeStale([...outputs, ...(readStamp(stamp)?.outputs ?? [])]);
  rmSync(stamp, { force: true });
  mkdirSync(join(root, folder, 'assets'), { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  writeFileSync(`${page}.next`, pageText(metafile.outputs));
  renameSync(`${page}.next`, page);
  const inputs = [...recipe, ...Object.keys(metafile.inputs)];
  writeFileSync(stamp, JSON.stringify({ inputs, outputs, fingerprint: fingerprint(inputs, started) }));
  tell(`built the page in ${Date.now() - started} ms`);
}

/** @param {Record<string, { entryPoint?: string, cssBundle?: string }>} outputs */
function pageText(outputs) {
  const [path, main] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
  if (path === undefined || main?.cssBundle === undefined) throw new SetupError('the page has no style');
  /** @param {string} file */
  const address = (file) => `/${relative(folder, file)}`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Scopelight</title>
    <link rel="icon" href="${icon}" />
    <link rel="stylesheet" href="${address(main.cssBundle)}" />
    <script type="module" src="${address(path)}"></script>
  </head>
  <body>
    <div id="root"></div>
    <noscript>The page needs JavaScript; every answer is also at /v1/…, and on the command line.</noscript>
  </body>
</html>
`;
}

/** A frame is what may be done, its fill what was done. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="1" y="1" width="14" height="14" rx="3" fill="#fff" stroke="#1b1e22" stroke-width="1.6"/><rect x="4" y="8" width="4" height="4" fill="#0b7667"/></svg>',
)}`;

/**
 * Deletes files of earlier builds, but for those of the last one: a page may be open that asks for them.
 * @param {readonly string[]} kept
 */
function removeStale(kept) {
  const assets = join(root, folder, 'assets');
  if (!existsSync(assets)) return;
  for (const name of readdirSync(assets)) {
    if (!kept.includes(join(folder, 'assets', name))) rmSync(join(assets, name), { force: true });
  }
}
