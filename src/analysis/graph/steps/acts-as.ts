import type { Direction } from '../explore.ts';
import { callsEvidence, type GraphContext } from '../graph-context.ts';
import { type FoundEdge, type FoundNode, keyOf, type Neighbours, nodeOf } from '../parts.ts';
import { principalsById } from '../read-principals.ts';
import { type ActingToken, actingTokens, tokensMax } from '../read-tokens.ts';

/** Tokens lead to whom they act as. One that is switched off leads nowhere; unless it is where the search begins. */
export async function actsAs(
  ctx: GraphContext,
  nodes: readonly FoundNode[],
  direction: Direction,
): Promise<Neighbours> {
  const isForward = direction === 'forward';
  const ids = nodes.filter(({ kind }) => kind === (isForward ? 'token' : 'principal')).map(({ id }) => id);
  const rows = await actingTokens(ctx.store, ctx.span, isForward ? 'token' : 'principal', ids);
  const acting = isForward ? rows : rows.filter(({ status }) => !isOff(status));
  const holders = isForward
    ? await principalsById(ctx.store, [...new Set(acting.map(({ principalId }) => principalId))])
    : new Map();
  return {
    nodes: acting.map((row) =>
      isForward ? (holders.get(row.principalId) ?? principalNode(row)) : tokenNode(row),
    ),
    edges: acting.map((row) => edgeOf(ctx, row)),
    bounds: rows.length > tokensMax ? [`more than ${tokensMax} tokens in one step`] : [],
  };
}

/** Makes the node of a token. */
export function tokenNode({ tokenId: id, provider, account, kind: what }: ActingToken): FoundNode {
  return nodeOf({ id, kind: 'token', provider, account, what, name: id });
}

function principalNode({ principalId: id, provider, account }: ActingToken): FoundNode {
  return nodeOf({ id, kind: 'principal', provider, account, what: '', name: id });
}

function isOff(status: string): boolean {
  return status === 'inactive' || status === 'expired';
}

function edgeOf(ctx: GraphContext, row: ActingToken): FoundEdge {
  const { tokenId, principalId, calls, isListed, status } = row;
  return {
    from: keyOf('token', tokenId),
    to: keyOf('principal', principalId),
    kind: 'acts-as',
    state: ctx.stateOf(row, calls),
    uses: calls,
    evidence: [
      ...(calls > 0 ? [callsEvidence({ times: calls, first: row.first, last: row.last })] : []),
      ...(isListed ? [{ kind: 'inventory' as const, what: `listed as ${status}` }] : []),
    ],
  };
}
