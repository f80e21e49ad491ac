import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemIds } from './system.ts';

const schema = 'scopelight.demo-truth/1';

/**
 * Makes a directory ready for a demo: creates it, or clears away an earlier demo, so that no file of another
 * seed or size stays behind. Throws when it holds anything else. Until the demo is whole, its `truth.json` holds
 * nothing but the schema, which marks the directory as ours.
 */
export function prepareDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true });
  if (readdirSync(directory).length > 0) {
    if (!holdsDemo(directory)) throw new Error(`\`${directory}\` is not empty and holds no earlier demo`);
    for (const name of systemIds) rmSync(join(directory, name), { recursive: true, force: true });
  }
  writeFileSync(join(directory, 'truth.json'), `${JSON.stringify({ schema })}\n`);
}

function holdsDemo(directory: string): boolean {
  const truth = join(directory, 'truth.json');
  return existsSync(truth) && readFileSync(truth, 'utf8').slice(0, 100).includes(`"${schema}"`);
}
