import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface RawAction {
  readonly name: string;
  readonly resourceTypes: readonly { readonly dependentActions: readonly string[] }[];
  readonly dependentActions: readonly string[];
}

/**
 * Permission → other permissions that its operation may need, from the last version of the reference data that lists
 * them.
 */
export function readDependents(): Map<string, readonly string[]> {
  const folder = join(
    dirname(fileURLToPath(import.meta.resolve('iam-data-dependents'))),
    '../../data/actions',
  );
  const dependents = new Map<string, readonly string[]>();
  for (const file of readdirSync(folder).sort()) {
    const actions: Record<string, RawAction> = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const action of Object.values(actions)) {
      const all = [
        ...action.dependentActions,
        ...action.resourceTypes.flatMap((type) => type.dependentActions),
      ];
      if (all.length > 0)
        dependents.set(`${file.replace(/\.json$/, '')}:${action.name}`, [...new Set(all)].sort());
    }
  }
  return dependents;
}
