import { existsSync, readFileSync } from 'node:fs';

/**
 * Gives each name a number that it keeps for ever: names already in the earlier file keep theirs,
 * new ones follow in the order given. Numbers of names that are gone are never given again.
 */
export function stableIds(
  names: readonly string[],
  earlier: ReadonlyMap<string, number>,
): Map<string, number> {
  const ids = new Map<string, number>();
  let next = Math.max(0, ...earlier.values()) + 1;
  for (const name of names) {
    const id = earlier.get(name) ?? next++;
    ids.set(name, id);
  }
  return ids;
}

/** Reads name → number from a permissions file of an earlier run; empty when there is none. */
export function readEarlierIds(path: string): Map<string, number> {
  const ids = new Map<string, number>();
  if (!existsSync(path)) return ids;
  let service = '';
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [id = '', name] = line.split('\t');
    if (id.startsWith('@')) service = id.slice(1);
    else if (name !== undefined) ids.set(`${service}:${name}`, Number(id));
  }
  return ids;
}
