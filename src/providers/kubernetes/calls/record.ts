import type { Expressions } from '../../shared/calls/layers.ts';

const extra = 'authentication.kubernetes.io';
const authorization = 'authorization.k8s.io';

/** An event’s fields that are read, as the engine’s type of each. Unlisted fields cost nothing. */
const types: Readonly<Record<string, string>> = {
  auditID: 'String',
  stage: 'String',
  requestURI: 'String',
  verb: 'String',
  userAgent: 'String',
  requestReceivedTimestamp: 'String',
  timestamp: 'String',
  stageTimestamp: 'String',
  sourceIPs: 'Array(String)',
  user: `Tuple(username String, extra Tuple(
    \`${extra}/credential-id\` Array(String), \`${extra}/pod-name\` Array(String), \`${extra}/node-name\` Array(String),
    accessKeyId Array(String), sessionName Array(String)))`,
  impersonatedUser: 'Tuple(username String, uid String, groups Array(String), extra String)',
  objectRef: 'Tuple(resource String, namespace String, name String, apiGroup String, subresource String)',
  responseStatus: 'Tuple(code String, message String, reason String)',
  annotations: `Tuple(
    \`${authorization}/decision\` String, \`${authorization}/reason\` String, \`authentication.k8s.io/legacy-token\` String,
    \`${extra}/issued-credential-id\` String, \`authentication.k8s.io/issued-credential-id\` String)`,
  metadata: 'Tuple(creationTimestamp String)',
};

/**
 * The fields of an event that are read. Every leaf is a string, so that a number, an object or nothing where text belongs costs
 * that field and never the event. Older versions (v1beta1, v1alpha1) lack some of them.
 * https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
 */
export const recordType = `Tuple(${Object.entries(types)
  .map(([name, type]) => `${name} ${type.replaceAll(/\s+/g, ' ')}`)
  .join(', ')})`;

const columns: Readonly<Record<string, string>> = {
  auditID: 'auditID',
  stage: 'stage',
  r_uri: 'requestURI',
  r_verb: 'verb',
  r_agent: 'userAgent',
  r_received: 'requestReceivedTimestamp',
  r_timestamp: 'timestamp',
  r_staged: 'stageTimestamp',
  addresses: 'sourceIPs',
  u_name: 'user.username',
  u_credentials: `user.extra.${extra}/credential-id`,
  u_pods: `user.extra.${extra}/pod-name`,
  u_nodes: `user.extra.${extra}/node-name`,
  u_keys: 'user.extra.accessKeyId',
  u_sessions: 'user.extra.sessionName',
  i_name: 'impersonatedUser.username',
  i_uid: 'impersonatedUser.uid',
  i_groups: 'impersonatedUser.groups',
  i_extra: 'impersonatedUser.extra',
  o_resource: 'objectRef.resource',
  o_namespace: 'objectRef.namespace',
  o_name: 'objectRef.name',
  o_group: 'objectRef.apiGroup',
  o_sub: 'objectRef.subresource',
  s_code: 'responseStatus.code',
  s_message: 'responseStatus.message',
  s_reason: 'responseStatus.reason',
  a_decision: `annotations.${authorization}/decision`,
  a_reason: `annotations.${authorization}/reason`,
  a_legacy: 'annotations.authentication.k8s.io/legacy-token',
  a_issued: `annotations.${extra}/issued-credential-id`,
  a_issued_before: 'annotations.authentication.k8s.io/issued-credential-id',
  m_created: 'metadata.creationTimestamp',
};

const names = ['user', 'extra', 'impersonatedUser', 'objectRef', 'responseStatus', 'annotations', 'metadata'];

/** The columns that an event `r` is spread into. */
export const recordColumns: Expressions = Object.fromEntries(
  Object.entries(columns).map(([column, path]) => [column, elementOf('r', path)]),
);

/** Names of fields hold dots themselves: only a known structure’s name ends at one. */
function elementOf(from: string, path: string): string {
  const outer = names.find((name) => path.startsWith(`${name}.`));
  if (outer === undefined) return `tupleElement(${from}, '${path}')`;
  return elementOf(`tupleElement(${from}, '${outer}')`, path.slice(outer.length + 1));
}
