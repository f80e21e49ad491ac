import { quote } from '../../shared/calls/sql-text.ts';

/**
 * Whether a document is an entry of Cloud Logging about a GKE cluster.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/audit-logging
 */
export function isCloudLogging(document: string): string {
  return `JSONExtractString(${document}, 'protoPayload', 'serviceName') = 'k8s.io'`;
}

/** What Cloud Logging calls a status, by the status of HTTP it was: https://cloud.google.com/apis/design/errors */
const statuses: readonly (readonly [code: number, http: number])[] = [
  ...([
    [3, 422],
    [4, 504],
    [5, 404],
    [6, 409],
    [7, 403],
    [8, 429],
    [9, 400],
    [10, 409],
  ] as const),
  ...([
    [11, 400],
    [12, 501],
    [13, 500],
    [14, 503],
    [16, 401],
  ] as const),
];

/**
 * The event that such an entry was made of, as JSON. Its resource is a path without version and verb,
 * `rbac.authorization.k8s.io/v1/clusterroles/reader`; where it is none, the method names no resource either.
 */
export function fromCloudLogging(document: string): string {
  const text = (...path: readonly string[]): string =>
    `JSONExtractString(${document}, ${path.map(quote).join(', ')})`;
  const payload = (...path: readonly string[]): string => text('protoPayload', ...path);
  const method = payload('methodName');
  const name = payload('resourceName');
  const path = `extractGroups(${name}, '^([a-z0-9.-]+)/v[a-z0-9]+/(?:namespaces/([^/]+)/)?([a-z0-9-]+)(?:/([^/]+))?(?:/(.+))?$')`;
  const isPath = `NOT match(${method}, '^io[.]k8s[.].+[.].+[.]') OR empty(path)`;
  const isLast = `JSONExtractRaw(${document}, 'operation', 'last') != 'true' AND JSONExtractRaw(${document}, 'operation', 'first') = 'true'`;
  const code = `transform(JSONExtractUInt(${document}, 'protoPayload', 'status', 'code'), [${statuses.map(([from]) => from).join(', ')}], [${statuses.map(([, to]) => to).join(', ')}], 200)`;
  const status = objectOf({
    code: `toString(${code})`,
    message: quoted(payload('status', 'message')),
  });
  const reference = objectOf({
    apiGroup: quoted("if(path[1] = 'core', '', path[1])"),
    namespace: quoted('path[2]'),
    resource: quoted('path[3]'),
    name: quoted('path[4]'),
    subresource: quoted('path[5]'),
  });
  const event = objectOf({
    auditID: quoted(`if(${text('operation', 'id')} != '', ${text('operation', 'id')}, ${text('insertId')})`),
    stage: quoted(`if(${isLast}, 'ResponseStarted', 'ResponseComplete')`),
    requestReceivedTimestamp: quoted(text('timestamp')),
    verb: quoted(`splitByChar('.', ${method})[-1]`),
    requestURI: quoted(`concat('/', trimLeft(${name}, '/'))`),
    user: objectOf({ username: quoted(payload('authenticationInfo', 'principalEmail')) }),
    sourceIPs: `concat('[', ${quoted(payload('requestMetadata', 'callerIp'))}, ']')`,
    userAgent: quoted(payload('requestMetadata', 'callerSuppliedUserAgent')),
    objectRef: `if(${isPath}, '{}', ${reference})`,
    responseStatus: status,
    annotations: `if(JSONHas(${document}, 'labels'), JSONExtractRaw(${document}, 'labels'), '{}')`,
  });
  return `arrayMap(path -> ${event}, [${path}])[1]`;
}

function quoted(text: string): string {
  return `toJSONString(${text})`;
}

function objectOf(fields: Readonly<Record<string, string>>): string {
  const parts = Object.entries(fields).map(([name, value]) => `'"${name}":', ${value}`);
  return `concat('{', ${parts.join(", ',', ")}, '}')`;
}
