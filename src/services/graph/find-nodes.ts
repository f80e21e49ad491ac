import { isOutside } from '../../analysis/graph/outside.ts';
import type { FoundNode } from '../../analysis/graph/parts.ts';
import { type GraphNode, type GraphNodeList, graphNodeShape } from '../../model/graph.ts';
import { holderId } from '../../model/holder-id.ts';
import type { Context } from '../context.ts';
import { findPerson } from './find-node.ts';

export interface FindNodesInput {
  /** Part of an id or name, in letters of any case. */
  readonly text: string;
  readonly limit: number;
}

/**
 * Finds tokens, principals, roles and resources that have a text in their id or name, and the person whose address it is: what the
 * graph can be asked about.
 */
export async function findNodes({ store }: Context, { text, limit }: FindNodesInput): Promise<GraphNodeList> {
  const wanted = text.trim();
  const person = await findPerson(store, wanted);
  const rows = await store.query({
    name: 'nodes with a text in their names',
    sql: `SELECT id, kind, argMax(of.provider, of.rank) AS provider, argMax(of.account, of.rank) AS account,
        argMax(of.what, of.rank) AS what, argMax(of.name, of.rank) AS name
      FROM (
        ${sources.map(selectOf).join('\n        UNION ALL\n        ')}
      ) AS of
      GROUP BY id, kind
      ORDER BY endsWith(lowerUTF8(id), lowerUTF8({text: String})) DESC, indexOf(['token', 'principal', 'role', 'resource'], kind),
        length(id), id
      LIMIT {limit: UInt32}`,
    params: { text: wanted, limit: limit + 1, mark: holderId({ principalId: '', tokenId: '' }) },
    row: graphNodeShape,
  });
  return {
    schema: 'scopelight.graph-nodes/1',
    text: wanted,
    nodes: [
      ...(person === undefined ? [] : [plain(person)]),
      ...rows.map((row) => (isOutside(row.what) ? { ...row, kind: 'outside' as const } : row)),
    ].slice(0, limit),
    isMore: rows.length + (person === undefined ? 0 : 1) > limit,
  };
}

/** The node without the key that it has in a search of its own. */
function plain({ key: _, ...node }: FoundNode): GraphNode {
  return node;
}

interface Source {
  readonly kind: GraphNode['kind'];
  readonly table: string;
  /** Columns and terms of the table, each under the name that a node has for it. */
  readonly columns: Readonly<Record<'id' | 'account' | 'what' | 'name', string>>;
  readonly where: string;
  /** What inventories list knows names. */
  readonly isListed: boolean;
}

/** Where nodes are known from. All sessions of a principal are the principal, and no token of their own. */
const sources: readonly Source[] = [
  {
    kind: 'principal',
    table: 'principals_v1',
    columns: { id: 'principal_id', account: 'account', what: 'kind', name: 'name' },
    where: "kind != 'token' AND NOT startsWith(principal_id, {mark: String})",
    isListed: true,
  },
  {
    kind: 'principal',
    table: 'seasons_v1',
    columns: { id: 'principal_id', account: 'account', what: 'principal_kind', name: 'principal_id' },
    where: "principal_kind != 'unknown' AND NOT startsWith(principal_id, {mark: String})",
    isListed: false,
  },
  {
    kind: 'token',
    table: 'tokens_v1',
    columns: { id: 'token_id', account: 'account', what: 'kind', name: 'token_id' },
    where: 'token_id != principal_id',
    isListed: true,
  },
  {
    kind: 'token',
    table: 'seasons_v1',
    columns: { id: 'token_id', account: 'account', what: 'token_kind', name: 'token_id' },
    where: "token_id NOT IN ('', principal_id) AND principal_kind != 'unknown'",
    isListed: false,
  },
  {
    kind: 'role',
    table: 'roles_v1',
    columns: { id: 'role_id', account: 'account', what: 'kind', name: 'name' },
    where: '1',
    isListed: true,
  },
  {
    kind: 'resource',
    table: 'usage_v1',
    columns: { id: 'resource_group', account: "''", what: "'resource'", name: 'resource_group' },
    where: "resource_group != ''",
    isListed: false,
  },
];

function selectOf({ kind, table, columns: { id, account, what, name }, where, isListed }: Source): string {
  return `SELECT DISTINCT provider, ${account} AS account, '${kind}' AS kind, ${id} AS id, ${what} AS what, ${name} AS name, ${isListed ? 1 : 0} AS rank
        FROM ${table}
        WHERE ${where} AND positionCaseInsensitiveUTF8(concat(${id}, '\\n', ${name}), {text: String}) > 0`;
}
