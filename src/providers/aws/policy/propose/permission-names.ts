import type { PermissionSet } from '../../../../model/permission-set.ts';
import { lazy } from '../../../shared/catalogue/catalogue-file.ts';
import { awsCatalogue } from '../../catalogue/catalogue.ts';

const names = lazy(() => new Map(awsCatalogue.permissions().map(({ id, name }) => [id, name])));

/** The permissions of a set by their names. */
export function permissionNames(set: PermissionSet): readonly string[] {
  return [...set].flatMap((id) => names().get(id) ?? []);
}
