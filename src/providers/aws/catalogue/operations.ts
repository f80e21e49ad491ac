import type { LookupBasis } from '../../../model/permission.ts';
import { lazy } from '../../shared/catalogue/catalogue-file.ts';
import { apis, apisOf } from './apis.ts';
import { lookupIn } from './lookup.ts';
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
  const add = (name: string): void => {
    if (name === '*' || rows.has(name)) return;
    const { permissions, basis } = lookupIn(candidates, name);
    if (basis !== 'unknown') rows.set(name, { source, name, permissions, basis });
  };
  for (const api of candidates) for (const { operation } of api.exceptions.values()) add(operation);
  const [usual = '', ...others] = new Set(candidates.flatMap((api) => api.prefixes));
  for (const { name: full } of permissionsOf(usual)) {
    const name = full.slice(usual.length + 1);
    // Nine in ten operations are plain namesakes in the likeliest API: no need to look those up.
    if (candidates[0]?.exceptions.has(name.toLowerCase())) add(name);
    else if (!rows.has(name)) rows.set(name, { source, name, permissions: [full], basis: 'named' });
  }
  for (const prefix of others)
    for (const { name } of permissionsOf(prefix)) add(name.slice(prefix.length + 1));
  return [...rows.values()];
}
