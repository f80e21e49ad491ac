import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';
import { apiAccess, bulkVerbs, objectPaths, pathPrefix, restRules, soapVerbs } from '../catalogue/index.ts';

/** The kinds of event that are read, by the interface that they tell of. */
const families: Readonly<Record<string, string>> = {
  apitotalusage: 'total',
  restapi: 'rest',
  api: 'soap',
  soapapi: 'soap',
  apexrestapi: 'apex',
  apexsoap: 'apex',
  apexsoapapi: 'apex',
  bulkapi: 'bulk',
  bulkapi2: 'bulk',
  bulkapirequest: 'bulk',
  metadataapioperation: 'metadata',
  login: 'login',
  loginhistory: 'login',
  loginas: 'ui',
  uri: 'ui',
  lightninguri: 'ui',
  lightningpageview: 'ui',
  lightninginteraction: 'ui',
  aurarequest: 'ui',
  visualforcerequest: 'ui',
  report: 'ui',
  dashboard: 'ui',
  permissionupdate: 'setup',
  setupaudittrail: 'trail',
};

/** What is read of an event before the operation table is asked: its interface, what it does, and to which objects. */
export const operation: Expressions = {
  named_type:
    "multiIf(r_type != '', r_type, r_id = '', '', r_login_type != '' OR r_login_status != '', 'LoginEvent', 'ApiEvent')",
  type_key: "lower(replaceRegexpOne(named_type, 'Event(Log)?$', ''))",
  known_family: table('type_key', families),
  family: `multiIf(
    known_family = 'total', if(lower(r_family) IN ('soap', 'bulk'), lower(r_family), 'rest'),
    known_family = 'soap' AND startsWith(lower(r_api_type), 'rest'), 'rest',
    known_family = 'soap' AND startsWith(lower(r_api_type), 'bulk'), 'bulk',
    known_family)`,
  is_total: "known_family = 'total'",
  method: "upper(if(r_method != '', r_method, r_http_method))",
  // Records of a bulk job tell of its requests only that they were made.
  target: "multiIf(r_uri != '' AND NOT is_total, r_uri, r_api_resource != '', r_api_resource, r_uri)",
  path: `replaceRegexpOne(if(position(target, '?') + position(target, '#') = 0, target, replaceRegexpOne(target, '[?#].*$', '')), ${quote(pathPrefix)}, '')`,
  request: "concat(method, ' ', path)",
  plain_method: `lower(multiIf(
    r_method_name != '', r_method_name,
    r_operation_type != '', r_operation_type,
    family = 'soap' AND is_total, r_api_resource,
    r_operation))`,
  verb: `multiIf(
    family = 'login', 'none',
    family = 'bulk', ${table('plain_method', bulkVerbs, 'unknown')},
    family IN ('apex', 'metadata', 'ui', 'trail'), 'unknown',
    family = 'setup', 'edit',
    family = 'rest' AND method != '', multiIf(${restRules.map(([pattern, verb]) => `match(request, ${quote(pattern)}), ${quote(verb)}`).join(', ')}, 'unknown'),
    ${table('plain_method', { ...bulkVerbs, ...soapVerbs }, 'unknown')})`,
  path_object: `multiIf(family != 'rest', '', ${objectPaths
    .map((pattern) => `match(path, ${quote(pattern)}), extract(path, ${quote(pattern)})`)
    .join(', ')}, '')`,
  named_objects: `multiIf(
    family IN ('login', 'ui', 'apex', 'metadata', 'trail'), '',
    family = 'setup', 'PermissionSet',
    r_entity != '', r_entity,
    r_entity_type != '', r_entity_type,
    path_object)`,
  objects: `if(position(named_objects, ',') = 0, [substring(named_objects, 1, 128)],
    arrayDistinct(arrayFilter(name -> name != '', arrayMap(name -> substring(trimBoth(name), 1, 128), splitByChar(',', named_objects)))))`,
  objects_count: 'length(objects)',
  object: "arrayJoin(if(empty(objects), [''], objects))",
  place: `multiIf(
    object = '', '',
    lower(object) IN (known_objects), lower(object),
    match(object, '__[A-Za-z]+$'), 'customobject',
    'standardobject')`,
  operation_key: "if(verb = 'none', 'api none', concat(place, ' ', verb))",
};

/** The operation table as events are joined with it. */
export const mapping = `
  SELECT concat(lower(source), ' ', operation) AS mapped_key, source AS mapped_source, permissions AS mapped
  FROM operations_v1
  WHERE provider = 'salesforce' AND basis != 'unknown'`;

/** Objects that the operation table knows, by the name that it is asked by. */
export const knownObjects = `
  SELECT lower(source) FROM operations_v1 WHERE provider = 'salesforce' AND basis != 'unknown'`;

/** What is only known once the operation table has answered. */
export const mapped: Expressions = {
  is_api: "family IN ('rest', 'soap', 'bulk', 'apex', 'metadata')",
  is_mapped: "family NOT IN ('login', 'ui', 'trail') AND mapped_source != ''",
  // A refused request says nothing about what comes with the permission that it lacked.
  lacking: `arrayFilter(name -> multiIf(
      name = ${quote(apiAccess)}, verb = 'none',
      verb IN ('read', 'create', 'edit', 'delete'), NOT startsWith(name, concat(mapped_source, ':')) OR endsWith(name, concat(':', verb)),
      verb = 'hardDelete', name = 'BulkApiHardDelete' OR endsWith(name, ':delete'),
      NOT endsWith(name, ':read')), mapped)`,
  permissions: `multiIf(
    is_mapped, if(outcome IN ('denied', 'authn_failed'), lacking, mapped),
    is_api AND outcome IN ('allowed', 'error'), [${quote(apiAccess)}],
    [])`,
  // What people do in the pages that they sign in to is told by logs of other kinds, if at all, and never in full.
  basis: "multiIf(family = 'login' AND NOT is_page, 'none', is_mapped, 'mapped', 'unknown')",
  source: `multiIf(
    is_page OR family = 'trail', 'ui',
    family = 'login', 'login',
    is_mapped AND verb != 'none', mapped_source,
    object = '', family,
    place = 'customobject', 'CustomObject',
    place = 'standardobject', 'StandardObject',
    object)`,
  operation: `substring(multiIf(
    family = 'login', 'login',
    family IN ('ui', 'setup'), named_type,
    family = 'trail', if(r_setup_action != '', r_setup_action, 'setup'),
    is_mapped AND verb != 'none', verb,
    family = 'rest' AND method != '', request,
    plain_method != '', plain_method,
    method != '', request,
    named_type), 1, 256)`,
  // Only the log of all usage holds every request, whichever interface it went through.
  category: `multiIf(
    family IN ('login', 'ui', 'setup', 'trail'), family,
    is_total AND verb IN ('read', 'none'), 'management-read',
    is_total, 'management-write',
    family)`,
};

function table(value: string, entries: Readonly<Record<string, string>>, otherwise = ''): string {
  const list = (words: readonly string[]): string => `[${words.map(quote).join(', ')}]`;
  return `transform(${value}, ${list(Object.keys(entries))}, ${list(Object.values(entries))}, ${quote(otherwise)})`;
}
