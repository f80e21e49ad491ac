import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';

const permissionsFile = join(packageRoot(), 'src/providers/aws/catalogue/data/permissions.tsv');

/** Where the ids of permissions that IAM has dropped are kept, so that they are never given again: `name id`. */
export const retiredIdsFile = join(import.meta.dirname, 'retired-ids.tsv');

/**
 * Gives each name a number that it keeps for ever: names that had one keep it, new ones follow in the order given.
 * Numbers of names that are gone are never given again.
 */
export function stableIds(
  names: readonly string[],
  earlier: ReadonlyMap<string, number>,
): Map<string, number> {
  let next = [...earlier.values()].reduce((most, id) => Math.max(most, id), 0) + 1;
  return new Map(names.map((name) => [name, earlier.get(name) ?? next++]));
}

/** Text of the retired ids: names that had one and are there no more. */
export function retiredIdsText(names: readonly string[], earlier: ReadonlyMap<string, number>): string {
  const present = new Set(names);
  const retired = [...earlier].filter(([name]) => !present.has(name)).sort((a, b) => a[1] - b[1]);
  return retired.map(([name, id]) => `${name}\t${id}\n`).join('');
}

/** Reads name → id of all permissions that have ever had one. */
export function readEarlierIds(): Map<string, number> {
  const ids = new Map<string, number>();
  for (const [name, id] of linesOf(retiredIdsFile)) ids.set(name ?? '', Number(id));
  let service = '';
  for (const [id = '', name] of linesOf(permissionsFile)) {
    if (id.startsWith('@')) service = id.slice(1);
    else if (name !== undefined) ids.set(`${service}:${name}`, Number(id));
  }
  return ids;
}

function linesOf(path: string): string[][] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => line.split('\t'));
}
