/**
 * What is read of a request, and under which names logs tell it: variables of nginx, keys of JSON logs and, with dots, of
 * objects in them, attributes of OpenTelemetry. Whatever else a record holds is passed over.
 */
export const fields = {
  /** When it came in, or was answered. */
  time: [
    ...[
      'time_iso8601',
      'time_local',
      'msec',
      'time',
      'timestamp',
      '@timestamp',
      'ts',
      'start_time',
      'StartUTC',
    ],
    ...[
      'StartLocal',
      'requestTimeEpoch',
      'requestTime',
      'timeStamp',
      'started_at',
      'datetime',
      'date',
      'time_dt',
    ],
    ...['startTimeUnixNano', 'timeUnixNano', 'observedTimeUnixNano', 'asctime', 'eventTime'],
  ],
  /** Method, target and protocol in one: `GET /orders HTTP/1.1`. */
  request: ['request', 'request_line', 'requestLine', 'http_request', 'api.operation'],
  method: [
    ...[
      'request_method',
      'method',
      'http_method',
      'httpMethod',
      'RequestMethod',
      'verb',
      'http.request.method',
    ],
    ...[
      'http.method',
      'request.method',
      'req.method',
      'http_request.http_method',
      'requestMethod',
      ':method',
    ],
    ...['context.httpMethod', 'httpRequest.requestMethod'],
  ],
  /** The path as called, or the whole URL. */
  target: [
    ...[
      'request_uri',
      'uri',
      'path',
      'request_path',
      'RequestPath',
      'url',
      'url.path',
      'http.target',
      'http.url',
    ],
    ...[
      'url.full',
      'url.original',
      'requestUri',
      'originalRequestUriWithArgs',
      'request.uri',
      'request.path',
    ],
    ...[
      'request.url',
      'req.url',
      'http_request.url.path',
      'http_request.url.url_string',
      'x-envoy-original-path',
      'x-envoy-origin-path',
    ],
    ...['requestUrl', 'httpRequest.requestUrl', 'original_path', ':path', 'context.path', 'rawPath'],
  ],
  /** The template that the server matched, where it tells. */
  route: [
    'route',
    'http.route',
    'resourcePath',
    'route_template',
    'http_route',
    'routeKey',
    'context.resourcePath',
  ],
  status: [
    ...['status', 'status_code', 'response_status', 'response_code', 'http.response.status_code'],
    ...['http.status_code', 'DownstreamStatus', 'httpStatus', 'statusCode', 'http_status', 'response.status'],
    ...[
      'response.status_code',
      'res.statusCode',
      'http_response.code',
      'httpRequest.status',
      'api.response.code',
      'context.status',
    ],
  ],
  address: [
    ...[
      'remote_addr',
      'client_ip',
      'clientIp',
      'clientIP',
      'ip',
      'identity.sourceIp',
      'sourceIp',
      'ClientHost',
    ],
    ...[
      'downstream_remote_address',
      'client.address',
      'client.ip',
      'http.client_ip',
      'net.peer.ip',
      'remote_ip',
    ],
    ...[
      'source_ip',
      'client_address',
      'remote_address',
      'src_endpoint.ip',
      'httpRequest.remoteIp',
      'source.ip',
    ],
    ...['req.remoteAddress', 'context.identity.sourceIp'],
  ],
  agent: [
    ...['http_user_agent', 'user_agent', 'userAgent', 'request_User-Agent', 'user_agent.original', 'agent'],
    ...['http.user_agent', 'http_request.user_agent', 'identity.userAgent', 'request.headers.user-agent'],
    ...['req.headers.user-agent', 'httpRequest.userAgent', 'user-agent', 'context.identity.userAgent'],
  ],
  /** The request’s own id. */
  id: [
    ...[
      'request_id',
      'requestId',
      'x_request_id',
      'req_id',
      'reqId',
      'request.id',
      'req.id',
      'http.request.id',
    ],
    ...['metadata.uid', 'extendedRequestId', 'spanId', 'x-request-id', 'context.requestId'],
  ],
  /** The public id of the key or token. */
  key: [
    ...[
      'key_id',
      'api_key_id',
      'apiKeyId',
      'identity.apiKeyId',
      'token_id',
      'credential_id',
      'jti',
      'jwt_claim_jti',
    ],
    ...[
      'authenticated_entity.id',
      'actor.user.credential_uid',
      'app.api_key_id',
      'auth.key_id',
      'api_key.id',
    ],
    ...[
      'auth.token_id',
      'authorizer.claims.jti',
      'credential_identifier',
      'http_x_key_id',
      'http_x_api_key_id',
      'http_x_token_id',
      'http_x_credential_identifier',
      'context.identity.apiKeyId',
    ],
  ],
  /** The key or token itself, which must not be kept. */
  secret: [
    ...['api_key', 'apikey', 'apiKey', 'x_api_key', 'http_x_api_key', 'authorization', 'http_authorization'],
    ...[
      'identity.apiKey',
      'access_token',
      'request_X-Api-Key',
      'request_Authorization',
      'x-api-key',
      'token',
    ],
    ...[
      'request.headers.apikey',
      'request.headers.x-api-key',
      'request.headers.authorization',
      'http_apikey',
    ],
    ...['req.headers.authorization', 'req.headers.x-api-key', 'context.identity.apiKey', 'arg_api_key'],
    ...['arg_access_token', 'arg_apikey', 'arg_token'],
  ],
  consumer: [
    ...['consumer', 'consumer_id', 'consumer_username', 'consumer.username', 'consumer.id', 'consumer_name'],
    ...['remote_user', 'user', 'username', 'ClientUsername', 'user.name', 'request_X-Consumer-Username'],
    ...['http_x_consumer_username', 'consumer.custom_id', 'actor.user.name'],
  ],
  client: [
    ...[
      'client_id',
      'clientId',
      'client.id',
      'azp',
      'jwt_claim_client_id',
      'jwt_claim_azp',
      'oauth_client_id',
    ],
    ...['authorizer.claims.client_id', 'authorizer.clientId', 'auth.client_id', 'oauth.client_id'],
  ],
  subject: [
    ...['sub', 'subject', 'jwt_claim_sub', 'principalId', 'authorizer.principalId', 'authorizer.claims.sub'],
    ...['enduser.id', 'user.id', 'user_id', 'actor.user.uid', 'context.authorizer.principalId'],
  ],
  scopes: [
    ...['scopes', 'scope', 'jwt_claim_scope', 'authorizer.claims.scope', 'enduser.scope', 'auth.scopes'],
    ...['authorizer.scopes', 'granted_scopes', 'jwt_claim_scp', 'scp', 'authorizer.scope'],
  ],
  /** Why it was refused, as the gateway puts it. */
  detail: [
    ...['error.responseType', 'response_code_details', 'authorizer.error', 'error.type', 'error_type'],
    ...['responseType', 'context.error.responseType', 'errorResponseType', 'error_response_type'],
  ],
  /** A log line that a collector carries as text. */
  text: ['message', 'log', '@message', 'MESSAGE', 'msg', 'body.stringValue', '_raw', 'line'],
  /** What kind of record it is, where a format holds several. */
  kind: ['kind'],
  class: ['class_uid'],
  product: ['metadata.product.name'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Field = keyof typeof fields;

export const fieldNames: readonly Field[] = Object.keys(fields).filter(isField);

/** The number that stands for a field in the engine, from 1. */
export function codeOf(field: Field): number {
  return fieldNames.indexOf(field) + 1;
}

/** The field that a name tells. */
export function fieldOf(name: string): Field | undefined {
  return fieldNames.find((field) => (fields[field] as readonly string[]).includes(name));
}

/** Wrappings whose members count as the record’s own. */
export const wrappings: readonly string[] = [
  ...[
    'properties',
    'event',
    '_source',
    'json',
    'jsonPayload',
    'fields',
    'payload',
    'input',
    'data',
    'context',
  ],
  ...['record', 'nginx', 'access', 'attributes', 'result', 'message', 'log', 'body.stringValue'],
];

function isField(name: string): name is Field {
  return name in fields;
}
