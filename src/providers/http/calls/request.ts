import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';
import { idFormStart, unmatchedSource } from '../catalogue/index.ts';

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
  told_request: "if(startsWith(t_request, '{'), '', t_request)",
  told_route: "if(match(t_route, '^([A-Z]+ )?/'), replaceRegexpOne(t_route, '^[A-Z]+ ', ''), '')",
  // An activity of OCSF may name its operation as the API's document does, in place of a request.
  called_name: `if(t_class = '6003' AND t_target = '' AND told_route = '' AND NOT match(told_request, '^[A-Za-z]+ +(/|[A-Za-z][A-Za-z+.-]*://)'), told_request, '')`,
  request_line: "if(called_name = '', told_request, '')",
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
  // A gateway that knows no route for a request may tell nothing more of it: it was made all the same.
  is_routeless: "called_path = '' AND told_route = '' AND t_route = '$default'",
  query_secret: `if(position(target, '?') = 0, '', arrayFirst(value -> value != '', [${secretParameters
    .map((name) => `extractURLParameter(target, ${quote(name)})`)
    .join(', ')}]))`,
};

/** Every operation as `(rank, name, api, pattern, forms)`, the most specific first. */
const table = `(
    SELECT arraySort(groupArray((${rank('operation')}, operation, source, pattern, forms)))
    FROM operations_v1 FINAL
    WHERE provider = 'http' AND ${isRoute()})`;

/** Only operations that are told by their requests, and that are still there. */
function isRoute(): string {
  return "(pattern != '' OR notEmpty(forms)) AND basis != 'gone'";
}

/** As {@link routeRank} ranks it. */
function rank(name: string): string {
  const path = `replaceRegexpOne(substring(${name}, position(${name}, ' ') + 1), '/+$', '')`;
  return `arrayStringConcat(arrayMap(segment -> multiIf(
      NOT match(segment, '[{][^{}]*[}]'), '0',
      match(segment, '[{][^{}]*[+*][}]|[{][*]'), '3',
      match(segment, '^[{][^{}]*[}]$'), '2',
      '1'), splitByChar('/', ${path})))`;
}

/** Each form with the place of the most specific operation of that form. */
const formPlaces = `(
    SELECT groupArray((form, place))
    FROM (
      SELECT tupleElement(pair, 1) AS form, min(tupleElement(pair, 2)) AS place
      FROM (SELECT arrayJoin(arrayFlatten(arrayMap(
        (route, at) -> arrayMap(form -> (form, toUInt32(at)), tupleElement(route, 5)), ${table}, arrayEnumerate(${table})))) AS pair)
      GROUP BY form
      ORDER BY form))`;

/**
 * At the place of each number of segments, which of them are parameters in some form: \`[[], [], [[0, 0, 1], [0, 1, 1]], …]\`.
 * Looked for by their number instead, they would all be copied for every path.
 */
const masks = `(
    SELECT arrayMap(at -> tupleElement(arrayFirst(each -> tupleElement(each, 1) = at, by_length), 2), range(1, longest + 1))
    FROM (
      SELECT groupArray((segments, masks)) AS by_length, max(segments) AS longest
      FROM (
        SELECT length(mask) AS segments, groupUniqArray(mask) AS masks
        FROM (
          SELECT arrayMap(part -> part = '{}', splitByChar('/', substring(form, position(form, ' ') + 1))) AS mask
          FROM (SELECT arrayJoin(arrayFlatten(arrayMap(route -> tupleElement(route, 5), ${table}))) AS form)
          WHERE NOT startsWith(form, ${quote(idFormStart)})
        )
        GROUP BY segments)))`;

/** Scalars that are worked out once a statement. */
export const routeTables: Expressions = {
  route_names: `(SELECT arrayMap(route -> tupleElement(route, 2), ${table}))`,
  route_apis: `(SELECT arrayMap(route -> tupleElement(route, 3), ${table}))`,
  odd_patterns: `(SELECT arrayFilter(pattern -> pattern != '', arrayMap(route -> tupleElement(route, 4), ${table})))`,
  odd_places: `(SELECT arrayFilter(at -> tupleElement(${table}[at], 4) != '', arrayEnumerate(${table})))`,
  form_names: `(SELECT arrayMap(pair -> tupleElement(pair, 1), ${formPlaces}))`,
  form_places: `(SELECT arrayMap(pair -> tupleElement(pair, 2), ${formPlaces}))`,
  form_masks: masks,
};

/**
 * The place of the most specific operation that a path is of, 0 for none. A path is looked up once for each set of
 * segments that are parameters in some form of its length, so that it takes the same time for ten operations and thousands;
 * only where a parameter is less or more than one segment, expressions are tried.
 */
function placeOf(path: string): string {
  const plain = `if(endsWith(${path}, '/'), substring(${path}, 1, length(${path}) - 1), ${path})`;
  const form = `concat(method, ' ', arrayStringConcat(arrayMap((part, is_open) -> if(is_open AND part != '', '{}', part), parts, mask), '/'))`;
  const forms = `arrayMap(parts -> arrayMap(mask -> transform(${form}, form_names, form_places, toUInt32(0)),
      form_masks[length(parts)]), [splitByChar('/', ${plain})])`;
  const odd = `arrayMap(at -> toUInt32(odd_places[at]), multiMatchAllIndices(concat(method, ' ', ${path}), odd_patterns))`;
  return `arrayMin(arrayFilter(at -> at > 0, arrayConcat(arrayFlatten(${forms}), ${odd})))`;
}

/** Which operation it was; where the path tells none, the template that the server names may. */
export const matching: Expressions = {
  by_path: `if(called_path = '', 0, ${placeOf('called_path')})`,
  by_name: `if(called_name = '', 0, transform(concat(${quote(idFormStart)}, called_name), form_names, form_places, toUInt32(0)))`,
  // A method that the operation does not have tells that another is meant.
  named_at:
    "if(by_name = 0 OR method = '' OR startsWith(route_names[by_name], concat(method, ' ')), by_name, 0)",
  route_at: `multiIf(
    called_name != '', named_at,
    by_path = 0 AND told_route != '', ${placeOf('told_route')},
    by_path)`,
  source: `if(route_at = 0, '${unmatchedSource}', route_apis[route_at])`,
  operation: `multiIf(
    route_at != 0, route_names[route_at],
    is_routeless, concat(method, ' $default'),
    called_name != '', if(match(called_name, '^[A-Za-z][A-Za-z_.-]{0,63}$'), called_name, '*'),
    substring(concat(method, ' ', ${general("if(called_path != '', called_path, told_route)")}), 1, 256))`,
};

/** A path that no document knows may hold names of things, and secrets: only plain words of it are kept. */
function general(path: string): string {
  return `arrayStringConcat(arrayMap(segment -> if(match(segment, '^([a-z]{1,20}([_.-][a-z]{1,20}){0,3}|[A-Za-z]{1,16}|v[0-9]{1,2}|)$'), segment, '*'), arraySlice(splitByChar('/', ${path}), 1, 10)), '/')`;
}

/** The operation table as calls are joined with it. */
export const mapping = `
  SELECT source AS mapped_source, operation AS mapped_operation, permissions AS mapped, basis AS mapped_basis
  FROM operations_v1 FINAL
  WHERE provider = 'http' AND ${isRoute()}`;

/** What is only known once the operation table has answered. */
export const mapped: Expressions = {
  permissions: 'mapped',
  // Where nothing is, no scope was needed to be told so; and what the world asks for says nothing of what is not documented.
  basis:
    "multiIf(mapped_basis != '', mapped_basis, status IN (404, 405) OR token_id = '', 'none', 'unknown')",
  category: `multiIf(route_at = 0, 'unmatched', is_span, concat('sampled:', source), concat('shown:', source))`,
};
