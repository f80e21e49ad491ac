import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './setup/install.mjs';
import { requireNode } from './setup/platform.mjs';
import { root } from './setup/root.mjs';
import { runScript } from './setup/tell.mjs';

/* `npm run check`: everything that can be said about the sources without running them. */

const sources = ['src', 'web', 'demo', 'bench', 'test', 'scripts'];
const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
const tool = (/** @type {string} */ path) => join('node_modules', path);

/** Longest first; each is a script for Node with its arguments. Caches are off where they do not see new files. */
const parts = [
  {
    name: 'types',
    run: [
      tool('ts7/bin/tsc'),
      '--noEmit',
      '--project',
      '.',
      '--incremental',
      '--tsBuildInfoFile',
      tool('.cache/types.tsbuildinfo'),
    ],
  },
  { name: 'types of the page', run: [tool('ts7/bin/tsc'), '--noEmit', '--project', 'web'] },
  {
    name: 'layers',
    run: [
      tool('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err-long',
      ...sources,
    ],
  },
  { name: 'dead code', run: [tool('knip/bin/knip.js')] },
  {
    name: 'format and lint',
    run: [
      tool('@biomejs/biome/bin/biome'),
      'check',
      '--diagnostic-level=warn',
      '--error-on-warnings',
      '--colors=off',
      '.',
    ],
  },
  { name: 'documents', run: ['scripts/docs/check-docs.mjs'] },
  { name: 'generated documents', run: [tool('tsx/dist/cli.mjs'), 'scripts/docs/generate.ts', '--check'] },
];

await runScript(async () => {
  requireNode();
  await ensureInstalled({ needsEngine: false });
  const started = Date.now();
  const queue = [...parts];
  /** @type {string[]} */
  const failed = [];
  const worker = async () => {
    for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
      const { name, run } = part;
      const result = await execute(run);
      process.stdout.write(`${result.isFine ? '✓' : '✗'} ${name.padEnd(20)} ${seconds(result.ms)}\n`);
      if (result.isFine) continue;
      failed.push(name);
      process.stdout.write(`${result.output.trim().replace(/^/gm, '    ')}\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  const verdict = failed.length === 0 ? 'all fine' : `failed: ${failed.join(', ')}`;
  process.stdout.write(`${verdict} (${seconds(Date.now() - started)})\n`);
  if (failed.length > 0) process.exitCode = 1;
});

/**
 * @param {readonly string[]} script
 * @returns {Promise<{ isFine: boolean, output: string, ms: number }>}
 */
function execute(script) {
  const started = Date.now();
  const child = spawn(process.execPath, script, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ isFine: code === 0, output, ms: Date.now() - started }));
  });
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
