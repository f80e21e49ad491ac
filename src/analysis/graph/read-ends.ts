import { z } from 'zod';
import { holderId } from '../../model/holder-id.ts';
import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { currentGrants } from '../current-inventory.ts';
import { counted } from '../findings/wording.ts';
import { callsEvidence, type GraphContext } from './graph-context.ts';
import { type FoundEdge, type FoundNode, keyOf, type Neighbours, nodeOf } from './parts.ts';

/** How many roles of one holder, resources of one role, and resources that one holder called are shown. */
const shownMax = 20;

/** What identities and tokens hold and call: their roles, the resources these give, and the resources called in the span. */
export async function readEnds(ctx: GraphContext, holders: readonly FoundNode[]): Promise<Neighbours> {
  const byHolder = new Map(
    holders.flatMap((node) => {
      if (node.kind === 'principal') return [[node.id, node] as const];
      if (node.kind === 'token') return [[holderId({ principalId: '', tokenId: node.id }), node] as const];
      return [];
    }),
  );
  const [grants, calls] = await Promise.all([
    grantRows(ctx.store, [...byHolder.keys()]),
    callRows(ctx.store, ctx.span, [...byHolder.values()]),
  ]);
  const nodes: FoundNode[] = [];
  const edges: FoundEdge[] = [];
  for (const row of grants) {
    const holder = byHolder.get(row.principal_id);
    if (holder === undefined) continue;
    const { provider, account, role_id: id, name } = row;
    const role = nodeOf({ id, kind: 'role', provider, account, what: row.kind || 'role', name: name || id });
    nodes.push(role);
    edges.push({
      from: holder.key,
      to: role.key,
      kind: 'holds',
      state: 'unknown',
      uses: 0,
      evidence: [
        { kind: 'inventory', what: `${row.path.join(' → ')}, ${counted(row.permissions, 'permission')}` },
      ],
    });
    for (const pattern of row.resources) {
      nodes.push(resourceNode(pattern, provider));
      edges.push({
        from: role.key,
        to: keyOf('resource', pattern),
        kind: 'gives',
        state: 'unknown',
        uses: 0,
        evidence: [{ kind: 'inventory', what: 'named by the role' }],
      });
    }
  }
  for (const row of calls) {
    const holder =
      byHolder.get(row.holder) ?? byHolder.get(holderId({ principalId: '', tokenId: row.holder }));
    if (holder === undefined) continue;
    nodes.push(resourceNode(row.resource, row.provider));
    edges.push({
      from: holder.key,
      to: keyOf('resource', row.resource),
      kind: 'reaches',
      state: 'used',
      uses: row.times,
      evidence: [callsEvidence(row)],
    });
  }
  return { nodes, edges, bounds: [] };
}

function resourceNode(id: string, provider: string): FoundNode {
  return nodeOf({ id, kind: 'resource', provider, account: '', what: 'resource', name: id });
}

function grantRows(store: Store, holderIds: readonly string[]) {
  return store.query({
    name: 'roles and resources of holders',
    sql: `SELECT any(g.provider) AS provider, any(g.account) AS account, g.principal_id AS principal_id, g.role_id AS role_id, any(r.kind) AS kind,
        any(r.name) AS name, argMax(g.path, length(g.resources)) AS path, max(s.size) AS permissions,
        arraySlice(arraySort(groupUniqArrayArray(g.resources)), 1, ${shownMax}) AS resources
      FROM (${currentGrants('provider, account, principal_id, role_id, statement, path, permission_set, resources', "effect = 'allow' AND principal_id IN {holderIds: Array(String)}", 'principal_id IN {holderIds: Array(String)}')}) AS g
      LEFT ANY JOIN (SELECT role_id, kind, name FROM roles_v1) AS r ON r.role_id = g.role_id
      LEFT ANY JOIN (SELECT set_id, size FROM permission_sets_v1) AS s ON s.set_id = g.permission_set
      GROUP BY principal_id, role_id
      ORDER BY principal_id, permissions DESC, role_id
      LIMIT ${shownMax} BY principal_id
      LIMIT 5000`,
    params: { holderIds },
    row: z.object({
      provider: z.string(),
      account: z.string(),
      principal_id: z.string(),
      role_id: z.string(),
      kind: z.string(),
      name: z.string(),
      path: z.array(z.string()),
      permissions: z.coerce.number(),
      resources: z.array(z.string()),
    }),
    settings: { distributed_product_mode: 'global' },
  });
}

/** Calls are the token’s where they name it, else the principal’s. */
function callRows(store: Store, span: Span, holders: readonly FoundNode[]) {
  const idsOf = (kind: FoundNode['kind']) => holders.filter((node) => node.kind === kind).map(({ id }) => id);
  return store.query({
    name: 'resources that holders called',
    sql: `SELECT any(u.provider) AS provider, holder, u.resource_group AS resource, sum(u.uses) AS times,
        toUnixTimestamp(min(u.first_seen)) AS first, toUnixTimestamp(max(u.last_seen)) AS last, any(u.sample) AS sample
      FROM (
        SELECT *, if(token_id IN {tokenIds: Array(String)}, token_id, principal_id) AS holder FROM usage_v1
        WHERE (token_id IN {tokenIds: Array(String)} OR principal_id IN {principalIds: Array(String)})
          AND outcome = 'allowed' AND resource_group != '' AND day >= toDate({from: UInt32}) AND day <= toDate({to: UInt32})
      ) AS u
      GROUP BY holder, resource
      ORDER BY holder, times DESC, resource
      LIMIT ${shownMax} BY holder
      LIMIT 5000`,
    params: {
      tokenIds: idsOf('token'),
      principalIds: idsOf('principal'),
      from: Math.floor(span.from / 1000),
      to: Math.ceil(span.to / 1000),
    },
    row: z.object({
      provider: z.string(),
      holder: z.string(),
      resource: z.string(),
      times: z.coerce.number(),
      first: z.coerce.number(),
      last: z.coerce.number(),
      sample: z.string(),
    }),
  });
}
