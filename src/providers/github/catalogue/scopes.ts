import { PermissionSet } from '../../../model/permission-set.ts';
import { lazy, readRows, wordsOf } from '../../shared/catalogue/catalogue-file.ts';
import { find, withIncluded } from './permissions.ts';

/** A classic scope, with all that is included in it. */
export interface Scope {
  readonly name: string;
  /** Every scope below it, and itself. */
  readonly covers: ReadonlySet<string>;
  /** Permissions it gives in full. */
  readonly full: PermissionSet;
  /** Permissions of which it gives a part only, for example for public repositories alone. */
  readonly partial: PermissionSet;
}

interface Given {
  readonly includes: readonly string[];
  readonly permissions: readonly string[];
}

const given = lazy(
  (): ReadonlyMap<string, Given> =>
    new Map(
      readRows('github', 'scopes.tsv').map(([name = '', includes, permissions]) => [
        name,
        { includes: wordsOf(includes), permissions: wordsOf(permissions) },
      ]),
    ),
);

/** Every classic scope of tokens and OAuth apps, those that cover fewer others first. */
export const scopes: () => readonly Scope[] = lazy(() =>
  [...given().keys()]
    .map(scopeOf)
    .sort((a, b) => a.covers.size - b.covers.size || (a.name < b.name ? -1 : 1)),
);

const byName = lazy(() => new Map(scopes().map((scope) => [scope.name, scope])));

/** Finds a classic scope; undefined for one that is not known. */
export function findScope(name: string): Scope | undefined {
  return byName().get(name);
}

/** What several scopes give together. A part of a permission that another scope gives in full is no part. */
export function grantedByScopes(names: readonly string[]): {
  readonly granted: PermissionSet;
  readonly partial: PermissionSet;
  readonly unknown: readonly string[];
} {
  const known = names.flatMap((name) => findScope(name) ?? []);
  const full = PermissionSet.unionOf(known.map((scope) => scope.full));
  const partial = PermissionSet.unionOf(known.map((scope) => scope.partial)).subtract(full);
  return { granted: full.union(partial), partial, unknown: names.filter((name) => !findScope(name)) };
}

function scopeOf(name: string): Scope {
  const covers = covered(name);
  const words = [...covers].flatMap((scope) => given().get(scope)?.permissions ?? []);
  const idsOf = (some: readonly string[]): PermissionSet =>
    PermissionSet.of(some.flatMap(withIncluded).flatMap((permission) => find(permission)?.id ?? []));
  const full = idsOf(words.filter((word) => !word.startsWith('~')));
  const part = idsOf(words.flatMap((word) => (word.startsWith('~') ? [word.slice(1)] : [])));
  return { name, covers, full, partial: part.subtract(full) };
}

function covered(name: string): ReadonlySet<string> {
  const below = (given().get(name)?.includes ?? []).flatMap((inner) => [...covered(inner)]);
  return new Set([name, ...below]);
}
