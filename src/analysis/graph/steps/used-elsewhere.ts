import type { Direction } from '../explore.ts';
import { callsEvidence, type GraphContext } from '../graph-context.ts';
import { type FoundEdge, type FoundNode, keyOf, type Neighbours, nodeOf } from '../parts.ts';
import { type Borrowed, borrowedMax } from '../read-borrowed.ts';
import { principalsById } from '../read-principals.ts';
import { actingTokens } from '../read-tokens.ts';
import { tokenNode } from './acts-as.ts';

/** As whom identities and tokens came to other systems, whose calls name the credential that they came with. */
export async function usedElsewhere(
  ctx: GraphContext,
  nodes: readonly FoundNode[],
  direction: Direction,
): Promise<Neighbours> {
  const all = await ctx.borrowed();
  const asked = new Set(nodes.map(({ key }) => key));
  const rows = all.filter((row) => asked.has(direction === 'forward' ? sourceKey(row) : targetKey(row)));
  if (rows.length === 0) return { nodes: [], edges: [], bounds: [] };
  const [principals, tokens] = await Promise.all([
    principalsById(ctx.store, [...new Set(rows.flatMap(({ owner, target }) => [owner, target]))]),
    actingTokens(
      ctx.store,
      ctx.span,
      'token',
      rows.flatMap(({ token }) => (token === '' ? [] : [token])),
    ),
  ]);
  const known = [...principals.values(), ...tokens.map(tokenNode)];
  return {
    nodes: [...rows.map(targetNode), ...known],
    edges: rows.map(edgeOf),
    bounds: all.length > borrowedMax ? [`more than ${borrowedMax} credentials of other systems`] : [],
  };
}

function sourceKey({ owner, token }: Borrowed): string {
  return token === '' ? keyOf('principal', owner) : keyOf('token', token);
}

function targetKey({ target }: Borrowed): string {
  return keyOf('principal', target);
}

function targetNode({ target: id, provider, account, targetKind: what }: Borrowed): FoundNode {
  return nodeOf({ id, kind: 'principal', provider, account, what, name: id });
}

function edgeOf(row: Borrowed): FoundEdge {
  const { token, credentials, times } = row;
  const what = token === '' ? counted(credentials) : 'the calls name this token';
  return {
    from: sourceKey(row),
    to: targetKey(row),
    kind: token === '' ? 'assumes' : 'acts-as',
    state: 'used',
    uses: times,
    evidence: [callsEvidence(row), { kind: 'inventory', what }],
  };
}

function counted(credentials: number): string {
  return credentials === 1
    ? 'the calls name the credential of a session that was made of it'
    : `the calls name the credentials of ${credentials} sessions that were made of it`;
}
