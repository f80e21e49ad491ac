import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';
import { numberedRoots, placeholder } from '../catalogue/index.ts';

/** What a route is compared by: what varies is `{}`, and numbers stand where names do. */
function routeKey(name: string): string {
  const plain = `replaceRegexpOne(replaceRegexpAll(${name}, ${quote(placeholder)}, '{}'), '/$', '')`;
  return numberedRoots.reduce((key, [numbered, named]) => {
    const pattern = ` ${numbered.replaceAll(/[{}]/g, '\\$&')}(/|$)`;
    return `replaceRegexpOne(${key}, ${quote(pattern)}, ${quote(` ${named}\\1`)})`;
  }, plain);
}

/** Which operation an event records, and under which key its needs are found. */
export const operation: Expressions = {
  is_request: "action = 'api.request'",
  route: "if(r_route != '', r_route, r_path)",
  source: `multiIf(
    is_request, if(match(route, '^(/api)?/graphql$'), 'graphql', 'rest'),
    startsWith(action, 'git.'), 'git',
    'audit')`,
  operation: "substring(if(is_request, concat(upper(r_method), ' ', route), action), 1, 256)",
  operation_key: `multiIf(
    source = 'rest', ${routeKey('operation')},
    action IN (named_actions), action,
    concat(splitByChar('.', action)[1], '.*'))`,
};

/** The operation table as events are joined with it; `reached` adds what cannot be held apart from what is needed. */
export const mapping = `
  SELECT source AS mapped_source, ${routeKey('operation')} AS mapped_operation, permissions AS mapped, basis AS mapped_basis,
    arrayDistinct(arrayFilter(name -> has((SELECT groupArray(permission) FROM permissions_v1 WHERE provider = 'github'), name),
      arrayFlatten(arrayMap(name -> multiIf(
        endsWith(name, ':admin'), [name, replaceOne(name, ':admin', ':write'), replaceOne(name, ':admin', ':read')],
        endsWith(name, ':write'), [name, replaceOne(name, ':write', ':read')],
        [name]), permissions)))) AS reached
  FROM operations_v1
  WHERE provider = 'github' AND basis != 'unknown'`;

/** What is only known once the operation table has answered. */
export const mapped: Expressions = {
  // A refused write says nothing about the reading that comes with it.
  permissions: `multiIf(is_browser OR mapped_basis = '', [], outcome IN ('denied', 'authn_failed'), mapped, reached)`,
  basis: "multiIf(is_browser, 'none', mapped_basis != '', mapped_basis, 'unknown')",
  category: `multiIf(
    is_request, if(upper(r_method) IN ('GET', 'HEAD', 'OPTIONS'), 'management-read', 'management-write'),
    source = 'git', 'git',
    'audit')`,
};
