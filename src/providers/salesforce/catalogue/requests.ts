/** What is done to the records of an object; `none` needs no permission of an object, `unknown` may need any. */
export type Verb = 'read' | 'create' | 'edit' | 'delete' | 'upsert' | 'hardDelete' | 'none' | 'unknown';

/**
 * What a REST request does, by its method and the path behind the version; the first rule that fits counts. Written for
 * the engine and for here alike.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_list.htm
 */
export const restRules: readonly (readonly [pattern: string, verb: Verb])[] = [
  ['^(GET|HEAD|POST) (tooling/)?(query|queryAll|search|parameterizedSearch)(/|$)', 'read'],
  ['^[A-Z]+ (tooling/)?sobjects/?$', 'none'],
  [
    '^[A-Z]+ (tooling/)?sobjects/[^/]+/(describe|listviews|compactLayouts|quickActions|approvalLayouts|namedLayouts)(/|$)',
    'none',
  ],
  ['^(GET|HEAD) (tooling/)?sobjects/', 'read'],
  ['^POST (tooling/)?sobjects/[^/]+/?$', 'create'],
  ['^(PATCH|PUT) (tooling/)?sobjects/[^/]+/[^/]+/[^/]', 'upsert'],
  ['^(PATCH|PUT|POST) (tooling/)?sobjects/[^/]+/[^/]', 'edit'],
  // Some logs leave out the record, and so whether it is one of an id of others’.
  ['^(PATCH|PUT) (tooling/)?sobjects/[^/]+/?$', 'upsert'],
  ['^DELETE (tooling/)?sobjects/', 'delete'],
  ['^(GET|POST) composite/sobjects/[^/]', 'read'],
  ['^POST composite/sobjects/?$', 'create'],
  ['^PATCH composite/sobjects/[^/]+/[^/]', 'upsert'],
  ['^PATCH composite/sobjects/?$', 'edit'],
  ['^DELETE composite/sobjects', 'delete'],
  ['^POST composite/tree/', 'create'],
  ['^GET ui-api/(object-info|apps|theme)', 'none'],
  ['^GET ui-api/records/', 'read'],
  ['^POST ui-api/records', 'create'],
  ['^PATCH ui-api/records/', 'edit'],
  ['^DELETE ui-api/records/', 'delete'],
  ['^GET (limits|appMenu|theme|tabs|recent|compactLayouts|licensing)?(/|$)', 'none'],
];

/** Where a path names its object: the first group of the first that fits. */
export const objectPaths = [
  '^(?:tooling/)?sobjects/([^/]+)',
  '^composite/(?:sobjects|tree)/([^/]+)',
] as const;

/** What stands before a resource in a path. */
export const pathPrefix = '^(?:https?://[^/]+)?(?:/services/data)?(?:/?v[0-9.]+)?/?';

/**
 * What a method of the SOAP API does.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_list.htm
 */
export const soapVerbs: Readonly<Record<string, Verb>> = {
  query: 'read',
  queryall: 'read',
  querymore: 'read',
  retrieve: 'read',
  search: 'read',
  getupdated: 'read',
  getdeleted: 'read',
  findduplicates: 'read',
  create: 'create',
  insert: 'create',
  update: 'edit',
  upsert: 'upsert',
  delete: 'delete',
  undelete: 'delete',
  merge: 'delete',
  getservertimestamp: 'none',
  getuserinfo: 'none',
  login: 'none',
  logout: 'none',
  invalidatesessions: 'none',
  describeglobal: 'none',
  describelayout: 'none',
  describesobject: 'none',
  describesobjects: 'none',
  describetabs: 'none',
  describesoftphonelayout: 'none',
  describecompactlayouts: 'none',
  describeprimarycompactlayouts: 'none',
  describeappmenu: 'none',
};

/**
 * What a bulk job does.
 * https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_jobinfo.htm
 */
export const bulkVerbs: Readonly<Record<string, Verb>> = {
  query: 'read',
  queryall: 'read',
  insert: 'create',
  update: 'edit',
  upsert: 'upsert',
  delete: 'delete',
  harddelete: 'hardDelete',
};

/** What `GET /services/data/v58.0/sobjects/Account/001…` does, and to which object, as far as it tells. */
export function readRequest(method: string, path: string): { readonly verb: Verb; readonly object: string } {
  const resource = path.replace(/[?#].*$/, '').replace(new RegExp(pathPrefix), '');
  const request = `${method.toUpperCase()} ${resource}`;
  const found = restRules.find(([pattern]) => new RegExp(pattern).test(request));
  const object = objectPaths.map((pattern) => new RegExp(pattern).exec(resource)?.[1]).find(Boolean);
  return { verb: found?.[1] ?? 'unknown', object: object ?? '' };
}
