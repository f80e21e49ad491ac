import type { Expressions } from '../../shared/calls/layers.ts';
import type { WrappedRecord } from '../../shared/calls/wrapped-records.ts';

/** A field of an event that is read: the column it becomes, and where it lies. */
const fields: readonly (readonly [column: string, ...path: string[]])[] = [
  ['r_id', 'uuid'],
  ['r_published', 'published'],
  ['event', 'eventType'],
  ['actor_id', 'actor', 'id'],
  ['actor_type', 'actor', 'type'],
  ['actor_name', 'actor', 'alternateId'],
  ['r_result', 'outcome', 'result'],
  ['r_reason', 'outcome', 'reason'],
  ['r_address', 'client', 'ipAddress'],
  ['r_agent', 'client', 'userAgent', 'rawUserAgent'],
  ['r_client', 'client', 'id'],
  ['r_session', 'authenticationContext', 'externalSessionId'],
  ['r_token', 'transaction', 'detail', 'requestApiTokenId'],
  ['r_token_client', 'transaction', 'detail', 'requestApiTokenClientId'],
  ['r_transaction', 'transaction', 'id'],
  ['r_grant_type', 'debugContext', 'debugData', 'grantType'],
  ['r_granted', 'debugContext', 'debugData', 'grantedScopes'],
  ['r_requested', 'debugContext', 'debugData', 'requestedScopes'],
];

interface Tree {
  readonly [name: string]: Tree;
}

/**
 * The fields of an event that are read, as an engine type. Every leaf is a string, so that a number, an object or nothing
 * where text belongs costs that field and never the event. What lies in `debugData` besides can hold secrets of requests,
 * and is left where it is.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/
 */
const recordType = `Tuple(${membersOf(treeOf())}, target Array(Tuple(id String, type String, alternateId String, displayName String)))`;

/** The columns that an event `r` is spread into. */
export const recordColumns: Expressions = {
  ...Object.fromEntries(
    fields.map(([column, ...path]) => [
      column,
      path.reduce((inner, name) => `tupleElement(${inner}, '${name}')`, 'r'),
    ]),
  ),
  targets: "tupleElement(r, 'target')",
};

/** What wraps events, as hooks and streams do, may have a type and a time of its own, but not under these names. */
export const record: WrappedRecord = {
  type: recordType,
  isRecord: (document) =>
    `JSONType(${document}, 'eventType') = 'String' AND (JSONHas(${document}, 'published') OR JSONHas(${document}, 'uuid'))`,
  mark: '"eventType"',
  sign: 'eventType',
};

function treeOf(): Tree {
  const root: Record<string, Tree> = {};
  for (const [, ...path] of fields) {
    let at: Record<string, Tree> = root;
    for (const name of path) {
      const next: Record<string, Tree> = { ...at[name] };
      at[name] = next;
      at = next;
    }
  }
  return root;
}

function membersOf(tree: Tree): string {
  return Object.entries(tree)
    .map(([name, inner]) => {
      const below = membersOf(inner);
      return below === '' ? `\`${name}\` String` : `\`${name}\` Tuple(${below})`;
    })
    .join(', ');
}
