import { groupBy } from '../../../model/group-by.ts';
import type { Lookup, Operation, Permission } from '../../../model/permission.ts';
import type { Catalogue, CatalogueDocument, OperationRow } from '../../provider.ts';
import { type Api, type LogFormat, readRemembered } from './api.ts';
import { findPermissions } from './permissions.ts';
import { idForm, plainPath, routeForms, routeName, routePattern, routeRank } from './route.ts';

/** One operation of one of the APIs. */
export interface Route {
  readonly api: string;
  readonly name: string;
  /** What its document calls it; absent where another operation is called so, too. */
  readonly id?: string | undefined;
  readonly pattern: string;
  readonly forms: readonly string[] | undefined;
  readonly ways: readonly (readonly string[])[];
}

/** All that follows from a set of documents. */
interface Known {
  readonly routes: readonly Route[];
  readonly permissions: readonly Permission[];
  readonly byName: ReadonlyMap<string, Permission>;
  readonly operations: readonly OperationRow[];
  readonly alternatives: ReadonlyMap<string, readonly string[]>;
  readonly formats: readonly LogFormat[];
  readonly byRoute: ReadonlyMap<string, readonly Route[]>;
  readonly byId: ReadonlyMap<string, Route>;
  readonly matchers: readonly { readonly route: Route; readonly matches: RegExp }[];
}

/** The source of requests that no document knows. */
export const unmatchedSource = 'unmatched';

const unknown: Lookup = { permissions: [], basis: 'unknown' };

let known = knownFrom([], new Map());

/** What the documents learnt last tell: every scope is a permission, and an operation needs one of its sets of scopes. */
export const httpCatalogue: Catalogue = {
  permissions: () => known.permissions,
  find: (name) => known.byName.get(name.trim()),
  lookup,
  operations: () => known.operations,
  companions: () => new Map(),
  alternatives: () => known.alternatives,
};

/** Takes documents for all that is known, in place of what was. */
export function learn(documents: readonly CatalogueDocument[], ids: ReadonlyMap<string, number>): void {
  known = knownFrom(
    documents.flatMap(({ text }) => readRemembered(text) ?? []),
    ids,
  );
}

/** Every operation, the most specific first. */
export function routes(): readonly Route[] {
  return known.routes;
}

/** How text logs are written, as far as their configuration was loaded. */
export function logFormats(): readonly LogFormat[] {
  return known.formats;
}

/** The operations that a request is of, or that are called so, the most specific first; one of each API. */
export function routesOf(name: string): readonly Route[] {
  const [, method = '', target = ''] = /^([A-Za-z]+)\s+(\S.*)$/.exec(name.trim()) ?? [];
  const request = `${method.toUpperCase()} ${plainPath(target)}`;
  const same = known.byRoute.get(request);
  if (same !== undefined) return same;
  const called = known.byId.get(name.trim());
  if (called !== undefined) return [called];
  const found = known.matchers.filter(({ matches }) => matches.test(request)).map(({ route }) => route);
  return found.filter((route, index) => found.findIndex(({ api }) => api === route.api) === index);
}

/** A request without a source may be of several APIs: then what any of them asks for may have been enough. */
function lookup({ source, name }: Operation): Lookup {
  const all = routesOf(name);
  const mine = all.filter(({ api }) => api === source);
  const meant = mine.length > 0 ? mine : all;
  return meant.length === 0 ? unknown : lookupOf(meant.flatMap(({ ways }) => ways));
}

function lookupOf(all: Route['ways']): Lookup {
  const ways = [...new Map(all.map((way) => [way.join(' '), way])).values()];
  const permissions = [...new Set(ways.flat())].sort();
  if (permissions.length === 0) return { permissions, basis: 'none' };
  return { permissions, basis: 'mapped', ...(ways.length > 1 && { alternatives: ways }) };
}

function knownFrom(read: readonly (Api | LogFormat)[], ids: ReadonlyMap<string, number>): Known {
  const apis = read.filter((one): one is Api => one.kind === 'api');
  const routes = withOwnIds(withSharedWays(apis.flatMap(routesOfApi))).sort(bySpecificity);
  const permissions = findPermissions(apis, ids);
  return {
    routes,
    permissions,
    byName: new Map(permissions.map((permission) => [permission.name, permission])),
    operations: operationRows(routes, permissions),
    alternatives: alternativesOf(routes),
    formats: read.filter((one): one is LogFormat => one.kind === 'log-format'),
    byRoute: groupBy(routes, ({ name }) => name),
    byId: new Map(routes.flatMap((route) => (route.id === undefined ? [] : [[route.id, route] as const]))),
    matchers: routes.map((route) => ({ route, matches: new RegExp(route.pattern) })),
  };
}

function routesOfApi(api: Api): readonly Route[] {
  return api.operations.map((operation) => ({
    api: api.id,
    name: routeName(api, operation),
    id: operation.id,
    pattern: routePattern(api, operation),
    forms: routeForms(api, operation),
    ways: operation.ways,
  }));
}

/** Which of several APIs a request was for, a log without hosts does not tell: what any of them asks for may do. */
function withSharedWays(routes: readonly Route[]): Route[] {
  const waysOf = new Map<string, Route['ways']>();
  for (const { pattern, ways } of routes) waysOf.set(pattern, [...(waysOf.get(pattern) ?? []), ...ways]);
  return routes.map((route) => ({ ...route, ways: waysOf.get(route.pattern) ?? route.ways }));
}

/** An id that several operations have, of one document or two, tells none of them. */
function withOwnIds(routes: readonly Route[]): Route[] {
  const sameId = groupBy(routes, ({ id }) => id);
  return routes.map((route) => (sameId.get(route.id)?.length === 1 ? route : { ...route, id: undefined }));
}

function bySpecificity(a: Route, b: Route): number {
  const keyOf = ({ name, api }: Route): string => `${routeRank(name)} ${name} ${api}`;
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

/** A request that no document knows may need any scope: its source stands for all of them. */
function operationRows(
  routes: readonly Route[],
  permissions: readonly Permission[],
): readonly OperationRow[] {
  const known = routes.map(({ api, name, id, pattern, forms, ways }) => ({
    source: api,
    name,
    ...lookupOf(ways),
    category: `shown:${api}`,
    passesRole: false,
    ...(forms === undefined && { pattern }),
    forms: [...(forms ?? []), ...(id === undefined ? [] : [idForm(id)])],
  }));
  const open = {
    source: unmatchedSource,
    name: '*',
    permissions: permissions.map(({ name }) => name),
    basis: 'unknown' as const,
    category: '',
    passesRole: false,
  };
  return [...known, open];
}

/** Scope → others of which a call that is counted for both may have needed only one. */
function alternativesOf(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { ways } of routes) {
    if (ways.length < 2) continue;
    const all = [...new Set(ways.flat())];
    for (const one of all) {
      if (ways.every((set) => set.includes(one))) continue;
      const others = found.get(one) ?? new Set<string>();
      for (const other of all) if (other !== one) others.add(other);
      found.set(one, others);
    }
  }
  return new Map([...found].map(([name, others]) => [name, [...others].sort()]));
}
