import { lazy } from '../../shared/catalogue/catalogue-file.ts';
import { alternativesAmong } from '../../shared/catalogue/needs.ts';
import { knownOperations } from './operations.ts';

/** Permission → others of which one call may have needed only one. */
export const alternatives: () => ReadonlyMap<string, readonly string[]> = lazy(() =>
  alternativesAmong(knownOperations().map(({ answer }) => answer)),
);
