import type { LookupBasis } from '../../../model/permission.ts';
import { type Api, apis, namesByPrefix } from './apis.ts';
import { lazy } from './data-file.ts';
import { lookup } from './lookup.ts';

/** One row of the mapping table that the engine joins calls with. */
export interface OperationRow {
  /** Event source as the log writes it. */
  readonly source: string;
  /** Event name without its version suffix. */
  readonly name: string;
  readonly permissions: readonly string[];
  readonly basis: LookupBasis;
}

/**
 * Every (event source, event name) pair with a known answer. Names are as the logs spell them, except that the version
 * suffix is gone; a pair that is not there is `unknown`.
 */
export const operations: () => readonly OperationRow[] = lazy(() => {
  const rows = new Map<string, OperationRow>();
  for (const api of apis()) {
    for (const source of api.sources) {
      for (const name of namesOf(api)) {
        const key = `${source} ${name}`;
        if (rows.has(key)) continue;
        const { permissions, basis } = lookup({ source, name });
        if (basis !== 'unknown') rows.set(key, { source, name, permissions, basis });
      }
    }
  }
  return [...rows.values()];
});

function namesOf(api: Api): string[] {
  const actions = api.prefixes.flatMap((prefix) => namesByPrefix().get(prefix) ?? []);
  return [
    ...actions.map((full) => full.slice(full.indexOf(':') + 1)),
    ...api.exceptions.map(({ operation }) => operation),
  ];
}
