import type { Lookup } from '../../../model/permission.ts';
import type { OperationRow } from '../../provider.ts';
import { lazy, readRows } from '../../shared/catalogue/catalogue-file.ts';
import { readNeeds } from '../../shared/catalogue/needs.ts';
import { permissions } from './permissions.ts';

interface Known {
  readonly source: string;
  readonly name: string;
  readonly answer: Lookup;
}

/** Every operation that anything is known of: REST routes (`rest`), events of `git`, other actions of the log (`audit`). */
export const knownOperations: () => readonly Known[] = lazy(() =>
  readRows('github', 'operations.tsv').map(([source = '', name = '', needs = '-']) => ({
    source,
    name,
    answer: readNeeds(needs),
  })),
);

/**
 * The mapping table that the engine joins calls with. A GraphQL request may need any permission, and so may a route
 * that is not known: their sources stand for all of them.
 */
export const operations: () => readonly OperationRow[] = lazy(() => {
  const names = permissions().map(({ name }) => name);
  const open = ['rest', 'graphql'].map((source) => ({
    source,
    name: anyOperation,
    permissions: names,
    basis: 'unknown' as const,
    category: '',
    passesRole: false,
  }));
  const known = knownOperations().map(({ source, name, answer }) => ({
    source,
    name,
    permissions: answer.permissions,
    basis: answer.basis,
    category: '',
    passesRole: false,
  }));
  return [...known, ...open];
});

const anyOperation = '*';
