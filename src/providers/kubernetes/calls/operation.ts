import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';
import { targets, urlGroup } from '../catalogue/index.ts';

const paths = targets().flatMap(({ group, resource }) => (group === urlGroup ? [resource] : []));
const exact = paths.map(quote).join(', ');
const under = paths
  .filter((path) => path.endsWith('/*'))
  .sort((a, b) => b.length - a.length)
  .map((path) => `startsWith(path, ${quote(path.slice(0, -1))}), ${quote(path)}`)
  .join(', ');

/** Groups that come with an identity: nobody asks to act as one of them. */
const impliedGroups =
  "one IN ('system:authenticated', 'system:serviceaccounts') OR startsWith(one, 'system:serviceaccounts:')";

/**
 * Which permission a request needed. It is authorised under the name it is recorded by: verb, group, resource and
 * subresource, or method and path; only what may be created by it or acted as comes on top.
 * https://kubernetes.io/docs/reference/access-authn-authz/authorization/#request-attributes
 */
export const operation: Expressions = {
  verb: 'lower(r_verb)',
  is_resource: "o_resource != ''",
  path: "splitByChar('?', r_uri)[1]",
  known_path: `multiIf(path IN (${exact}), path, ${under}, path)`,
  group: "multiIf(is_resource, if(o_group = '', 'core', o_group), 'url')",
  target: `substring(if(is_resource,
    concat(o_resource, if(o_group = '', '', '.'), o_group, if(o_sub = '', '', '/'), o_sub),
    known_path), 1, 200)`,
  needed: "concat(substring(verb, 1, 40), ' ', target)",
  // Acting as somebody is itself refused before the request is looked at.
  refused_as: `if(part = 0 AND s_code = '403', extract(s_message, 'cannot impersonate resource "([a-z]+)'), '')`,
  refused_name: `if(refused_as = '', '', extract(s_message, '^[a-z.]+(?:/[^ ]+)? "([^"]*)" is forbidden'))`,
  is_acting: "i_name != '' AND part = 0",
  acts_as_account: "startsWith(i_name, 'system:serviceaccount:')",
  impersonations: `arrayConcat(
    [if(acts_as_account, 'impersonate serviceaccounts', 'impersonate users')],
    if(arrayExists(one -> NOT (${impliedGroups}), i_groups), ['impersonate groups'], []),
    if(i_uid != '', ['impersonate uids.authentication.k8s.io'], []),
    if(i_extra NOT IN ('', '{}', 'null'), ['impersonate userextras.authentication.k8s.io'], []))`,
  // What is not there yet is created by a patch or an update, and needs the permission to.
  creates: "s_code = '201' AND verb IN ('patch', 'update') AND o_sub = '' AND is_resource",
  permissions: `multiIf(
    refused_as != '', [concat('impersonate ', refused_as, if(refused_as IN ('uids', 'userextras'), '.authentication.k8s.io', ''))],
    is_acting, impersonations,
    creates, [needed, concat('create ', target)],
    [needed])`,
  basis: "if(refused_as != '', 'message', 'named')",
  source: "if(is_acting OR refused_as != '', 'core', substring(group, 1, 128))",
  operation: 'permissions[1]',
  category: `concat('shown:', if(verb IN ('get', 'list', 'watch', 'head', 'options'), verb, 'write'), ' ', target)`,
};

/** What was acted on: `namespace/name`, `namespace/*` for all of one, a name of its own, `*` for all, or the path. */
export const resource: Expressions = {
  acted_as: "if(refused_as != '', refused_name, i_name)",
  resource: `substring(multiIf(
    is_acting OR refused_as != '', if(startsWith(acted_as, 'system:serviceaccount:'), replaceOne(substring(acted_as, 23), ':', '/'), acted_as),
    NOT is_resource, path,
    o_namespace = '', if(o_name = '', '*', o_name),
    o_name = '', concat(o_namespace, '/*'),
    concat(o_namespace, '/', o_name)), 1, 1024)`,
  // Names of pods and of jobs are made up from that of their owner.
  resource_group: `substring(replaceRegexpOne(replaceRegexpAll(resource,
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,}|[0-9]{4,}', '*'),
    '-[bcdf-hj-np-tv-xz2456789]{8,10}(-[bcdf-hj-np-tv-xz2456789]{5})?$|-[bcdf-hj-np-tv-xz2456789]{5}$', '-*'), 1, 256)`,
};
