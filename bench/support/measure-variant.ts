import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Measured, Variant } from './load-variants.ts';

/** Measures one variant on every file below a folder, in a process of its own, so that none profits from another. */
export function measureVariant(name: Variant, directory: string): Measured {
  const child = join(import.meta.dirname, 'run-variant.ts');
  const { stdout, status } = spawnSync(process.execPath, ['--import', 'tsx', child, name, directory], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`the variant ${name} failed`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
