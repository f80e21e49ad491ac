import type { LookupBasis } from '../../../model/permission.ts';
import { apis, apisOf } from './apis.ts';
import { lazy } from './data-file.ts';
import { answer } from './lookup.ts';
import { permissionsOf } from './permissions.ts';

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
 * Every (event source, event name) pair with a known answer, the same as `lookup` gives. Names are as the logs spell
 * them, except that the version suffix is gone; a pair that is not there is `unknown`.
 */
export const operations: () => readonly OperationRow[] = lazy(() => {
  const sources = new Set(apis().flatMap((api) => api.sources));
  return [...sources].flatMap(rowsOf);
});

function rowsOf(short: string): OperationRow[] {
  const source = `${short}.amazonaws.com`;
  const candidates = apisOf(source);
  const rows = new Map<string, OperationRow>();
  const decided = new Set<string>();
  for (const api of candidates) {
    for (const [lower, exception] of api.exceptions) {
      if (decided.has(lower) || exception.operation === '*') continue;
      decided.add(lower);
      const { permissions, basis } = answer(exception);
      if (basis !== 'unknown')
        rows.set(exception.operation, { source, name: exception.operation, permissions, basis });
    }
  }
  for (const prefix of candidates.flatMap((api) => api.prefixes)) {
    for (const { name: full } of permissionsOf(prefix)) {
      const name = full.slice(prefix.length + 1);
      if (rows.has(name) || decided.has(name.toLowerCase())) continue;
      rows.set(name, { source, name, permissions: [full], basis: 'named' });
    }
  }
  return [...rows.values()];
}
