import { PermissionSet } from '../model/permission-set.ts';

/** What no policy gives though calls used it, because only something suspicious did. */
export interface Exclusions {
  readonly permissions: PermissionSet;
  /** Why, by name of permission. */
  readonly why: ReadonlyMap<string, string>;
}

/** Nothing is held against any call. */
export const noExclusions: Exclusions = { permissions: PermissionSet.empty, why: new Map() };
