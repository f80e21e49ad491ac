import type { Expressions } from '../../layers.ts';
import { quote } from '../../sql-text.ts';
import { unmatchedSource } from '../catalogue/index.ts';

/** Parameters of a query that carry a key or token. */
const secretParameters = [
  'api_key',
  'apikey',
  'api-key',
  'access_token',
  'subscription-key',
  'token',
] as const;

/** What was requested: its method, its path and the secrets in its query. The query itself is not kept. */
export const request: Expressions = {
  request_line: "if(startsWith(t_request, '{'), '', t_request)",
  method: `upper(substring(if(t_method != '', t_method, substring(request_line, 1, greatest(position(request_line, ' ') - 1, 0))), 1, 32))`,
  target: `multiIf(
    t_target != '', t_target,
    request_line != '', replaceRegexpOne(substring(request_line, position(request_line, ' ') + 1), ' HTTP/[0-9.]+$', ''),
    '')`,
  whole_path: `replaceRegexpOne(if(startsWith(target, '/'), target, replaceRegexpOne(target, '^[A-Za-z][A-Za-z+.-]*://[^/?#]*', '')), '[?#].*$', '')`,
  // Decoded once; an encoded slash is no slash.
  called_path: `multiIf(
    whole_path = '' AND target != '', '/',
    position(whole_path, '%') > 0, decodeURLComponent(replaceRegexpAll(whole_path, '(?i)%2F', '%252F')),
    whole_path)`,
  told_route: "if(match(t_route, '^([A-Z]+ )?/'), replaceRegexpOne(t_route, '^[A-Z]+ ', ''), '')",
  query_secret: `if(position(target, '?') = 0, '', arrayFirst(value -> value != '', [${secretParameters
    .map((name) => `extractURLParameter(target, ${quote(name)})`)
    .join(', ')}]))`,
};

/** Every operation as `(rank, name, api, pattern)`, the most specific first. */
const table = `(
    SELECT arraySort(groupArray((${rank('operation')}, operation, source, pattern)))
    FROM operations_v1 FINAL
    WHERE provider = 'http' AND pattern != '' AND basis != 'gone')`;

/** As {@link routeRank} ranks it. */
function rank(name: string): string {
  const path = `replaceRegexpOne(substring(${name}, position(${name}, ' ') + 1), '/+$', '')`;
  return `arrayStringConcat(arrayMap(segment -> multiIf(
      NOT match(segment, '[{][^{}]*[}]'), '0',
      match(segment, '[{][^{}]*[+*][}]|[{][*]'), '3',
      match(segment, '^[{][^{}]*[}]$'), '2',
      '1'), splitByChar('/', ${path})))`;
}

/** Scalars that are worked out once a statement. */
export const routeTables: Expressions = {
  route_patterns: `(SELECT arrayMap(route -> tupleElement(route, 4), ${table}))`,
  route_names: `(SELECT arrayMap(route -> tupleElement(route, 2), ${table}))`,
  route_apis: `(SELECT arrayMap(route -> tupleElement(route, 3), ${table}))`,
};

/** Which operation it was; where the path tells none, the template that the server names may. */
export const matching: Expressions = {
  by_path:
    "if(called_path = '', 0, arrayMin(multiMatchAllIndices(concat(method, ' ', called_path), route_patterns)))",
  route_at: `if(by_path = 0 AND told_route != '', arrayMin(multiMatchAllIndices(concat(method, ' ', told_route), route_patterns)), by_path)`,
  source: `if(route_at = 0, '${unmatchedSource}', route_apis[route_at])`,
  operation: `if(route_at = 0, substring(concat(method, ' ', ${general("if(called_path != '', called_path, told_route)")}), 1, 256), route_names[route_at])`,
};

/** A path that no document knows may hold names of things, and secrets: only plain words of it are kept. */
function general(path: string): string {
  return `arrayStringConcat(arrayMap(segment -> if(match(segment, '^([a-z]{1,20}([_.-][a-z]{1,20}){0,3}|[A-Za-z]{1,16}|v[0-9]{1,2}|)$'), segment, '*'), arraySlice(splitByChar('/', ${path}), 1, 10)), '/')`;
}

/** The operation table as calls are joined with it. */
export const mapping = `
  SELECT source AS mapped_source, operation AS mapped_operation, permissions AS mapped, basis AS mapped_basis
  FROM operations_v1 FINAL
  WHERE provider = 'http' AND pattern != '' AND basis != 'gone'`;

/** What is only known once the operation table has answered. */
export const mapped: Expressions = {
  permissions: 'mapped',
  // Where nothing is, no scope was needed to be told so.
  basis: "multiIf(mapped_basis != '', mapped_basis, status IN (404, 405), 'none', 'unknown')",
  category: `multiIf(route_at = 0, 'unmatched', is_span, concat('sampled:', source), concat('shown:', source))`,
};
