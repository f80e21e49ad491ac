import type { Direction } from '../explore.ts';
import { callsEvidence, type GraphContext } from '../graph-context.ts';
import { callerNode, isOutside, isPerson } from '../outside.ts';
import type { FoundEdge, FoundNode, Neighbours } from '../parts.ts';
import { type Account, accountsOf } from '../read-people.ts';
import { principalsById } from '../read-principals.ts';

/** The identities that a person has; asked who can become the person, whoever can become one of them does. */
export async function goesBy(
  ctx: GraphContext,
  nodes: readonly FoundNode[],
  direction: Direction,
): Promise<Neighbours> {
  const parts = await Promise.all(nodes.filter(isPerson).map((person) => ofPerson(ctx, person, direction)));
  return {
    nodes: parts.flatMap((part) => part.nodes),
    edges: parts.flatMap((part) => part.edges),
    bounds: [],
  };
}

async function ofPerson(ctx: GraphContext, person: FoundNode, direction: Direction): Promise<Neighbours> {
  const accounts = await accountsOf(ctx.store, ctx.span, person.id);
  const known = await principalsById(
    ctx.store,
    accounts.map(({ id }) => id),
  );
  const found = accounts.map((account) => ({ account, node: nodeFor(account, known) }));
  return {
    nodes: found.map(({ node }) => node),
    edges: found.map(({ account, node }): FoundEdge => {
      const [from, to] = direction === 'forward' ? [person, node] : [node, person];
      return {
        from: from.key,
        to: to.key,
        kind: 'goes-by',
        state: account.times > 0 ? 'used' : 'unknown',
        uses: account.times,
        evidence: [
          ...(account.times > 0 ? [callsEvidence(account)] : []),
          { kind: 'inventory', what: `the same person: ${account.shownBy}` },
        ],
      };
    }),
    bounds: [],
  };
}

/** A caller that another system vouches for is found under the name that its calls have. */
function nodeFor({ id, provider }: Account, known: ReadonlyMap<string, FoundNode>): FoundNode {
  const node = known.get(id);
  if (node === undefined) return callerNode(provider, id, 'federated');
  return isOutside(node.what) ? callerNode(provider, id, node.what) : node;
}
