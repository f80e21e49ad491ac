import type { Lookup } from '../../../model/permission.ts';
import type { OperationRow } from '../../provider.ts';
import { lazy, readRows } from '../../shared/catalogue/catalogue-file.ts';
import { alternativesAmong, readNeeds } from '../../shared/catalogue/needs.ts';
import { permissions } from './permissions.ts';

interface KnownEvent {
  /** An event type of the System Log, or the beginning of several, with `*` at its end. */
  readonly name: string;
  readonly answer: Lookup;
}

/** Every event type of which it is known what it takes to cause it. */
export const knownEvents: () => readonly KnownEvent[] = lazy(() =>
  readRows('okta', 'events.tsv').map(([name = '', needs = '-']) => ({ name, answer: readNeeds(needs) })),
);

/** Beginnings of event types, the longest first. */
export const eventPrefixes: () => readonly string[] = lazy(() =>
  knownEvents()
    .flatMap(({ name }) => (name.endsWith('*') ? [name.slice(0, -1)] : []))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1)),
);

/** The first words of event types that are known: where they come from. */
export const sources: () => readonly string[] = lazy(() => [
  ...new Set(knownEvents().map(({ name }) => sourceOf(name))),
]);

/** Where events of other words come from; they may need anything. */
export const otherSource = 'other';

/** The mapping table that the engine joins events with, by type or by its beginning. */
export const operations: () => readonly OperationRow[] = lazy(() => [
  ...knownEvents().map(({ name, answer }) => ({
    source: sourceOf(name),
    name,
    permissions: answer.permissions,
    basis: answer.basis,
    category: '',
    passesRole: false,
  })),
  {
    source: otherSource,
    name: '*',
    permissions: permissions().map(({ name }) => name),
    basis: 'unknown',
    category: '',
    passesRole: false,
  },
]);

export const alternatives: () => ReadonlyMap<string, readonly string[]> = lazy(() =>
  alternativesAmong(knownEvents().map(({ answer }) => answer)),
);

function sourceOf(name: string): string {
  return name.split('.')[0] ?? name;
}
