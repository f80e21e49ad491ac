import { PermissionSet } from '../../model/permission-set.ts';
import type { Granted } from '../shared/inventory/held-records.ts';
import { httpCatalogue } from './catalogue/index.ts';

/** Reads names of scopes; one that no loaded document names gives something that is not known. */
export function grantedByScopes(scopes: readonly string[]): Granted {
  const known = scopes.flatMap((name) => httpCatalogue.find(name)?.id ?? []);
  return {
    permissions: PermissionSet.of(known),
    partial: PermissionSet.empty,
    unmatched: scopes.filter((name) => httpCatalogue.find(name) === undefined),
  };
}

/** The scopes in a text that lists them with blanks, commas, semicolons or bars, or as JSON. */
export function scopesOf(text: string): readonly string[] {
  const words = text.replaceAll(/^\s*\[|\]\s*$|"/g, '').split(/[\s,;|]+/);
  return [...new Set(words.filter((word) => word !== '' && word !== '-'))].sort();
}
