import { globsOverlap, likeOf } from '../glob.ts';
import type { GraphContext } from '../graph-context.ts';
import { presentationsOf } from '../outside.ts';
import { type FoundEdge, type FoundNode, type Neighbours, nodeOf } from '../parts.ts';
import { linksFrom, linksMax, type StatedLink } from '../read-links.ts';
import { mints } from '../read-mints.ts';
import { type HeldPermission, holdersOf } from '../read-permissions.ts';
import { principalsById } from '../read-principals.ts';
import { covers, linkEdge } from './let-in.ts';
import { neighboursOf } from './minted.ts';

/** Whom documents let some principals become, here and at other systems. */
export async function letOut(
  ctx: GraphContext,
  callers: readonly FoundNode[],
  isStart: boolean,
): Promise<Neighbours> {
  const principals = callers.filter(({ kind }) => kind === 'principal');
  const presented = new Map(principals.map((node) => [node.key, presentationsOf(node)]));
  const links = await linksFrom(ctx.store, {
    ids: callers.map(({ id }) => id),
    accounts: [...new Set(principals.map(({ account }) => account))].filter((account) => account !== ''),
    issuers: [
      ...new Set([...presented.values()].flat().map(({ presentation }) => likeOf(presentation.issuer))),
    ],
    isAnyone: isStart,
  });
  const [targets, held] = await Promise.all([
    principalsById(ctx.store, [...new Set(links.map(({ target_id: id }) => id))]),
    heldBy(ctx, links, principals),
  ]);
  const edges: FoundEdge[] = [];
  const nodes: FoundNode[] = [];
  for (const link of links) {
    const target = targets.get(link.target_id) ?? nodeFor(link);
    for (const caller of callers) {
      const caveat = leftOpen(link, caller, held, presented.get(caller.key) ?? []);
      if (caveat === undefined || caller.key === target.key) continue;
      nodes.push(target);
      edges.push(linkEdge(ctx, link, caller, target, caveat));
    }
  }
  const taken = await takenFrom(ctx, links, callers);
  return {
    nodes: [...nodes, ...taken.nodes],
    edges: [...edges, ...taken.edges],
    bounds: [
      ...(links.length > linksMax ? [`more than ${linksMax} ways out, in one step`] : []),
      ...taken.bounds,
    ],
  };
}

/** What a match of link and caller leaves open; undefined when the link does not let the caller in. */
function leftOpen(
  link: StatedLink,
  caller: FoundNode,
  held: readonly HeldPermission[],
  presented: ReturnType<typeof presentationsOf>,
): string | null | undefined {
  switch (link.from_kind) {
    case 'anyone':
      return null;
    case 'service':
      return link.from_id === caller.id ? null : undefined;
    case 'principal':
    case 'account': {
      if (caller.kind !== 'principal') return undefined;
      if (link.from_id !== (link.from_kind === 'account' ? caller.account : caller.id)) return undefined;
      if (link.permission === '') return null;
      const able = held.some(
        (grant) => grant.principalId === caller.id && covers(grant, link, link.target_id),
      );
      return able ? null : undefined;
    }
    case 'subject': {
      const match = presented.find(
        ({ presentation, subjects }) =>
          globsOverlap(presentation.issuer, link.from_id) &&
          link.subjects.some((pattern) => globsOverlap(pattern, subjects)),
      );
      return match && (match.presentation.caveat ?? null);
    }
  }
}

async function heldBy(
  ctx: GraphContext,
  links: readonly StatedLink[],
  callers: readonly FoundNode[],
): Promise<readonly HeldPermission[]> {
  const needing = links.filter(({ permission }) => permission !== '');
  const found = await Promise.all(
    [...new Set(needing.map(({ provider }) => provider))].map((provider) =>
      holdersOf(ctx.store, {
        provider,
        permissions: [
          ...new Set(
            needing.filter((link) => link.provider === provider).map(({ permission }) => permission),
          ),
        ],
        in: { principalIds: callers.map(({ id }) => id) },
      }),
    ),
  );
  return found.flat();
}

/** Records name a foreign caller as the system that let it in does: they are found by whom it became. */
async function takenFrom(
  ctx: GraphContext,
  links: readonly StatedLink[],
  callers: readonly FoundNode[],
): Promise<Neighbours> {
  const keys = new Set(callers.map(({ key }) => key));
  const federated = links.filter(({ from_kind: kind }) => kind === 'subject');
  const rows = await mints(ctx.store, ctx.span, 'target', [
    ...new Set(federated.map(({ target_id: id }) => id)),
  ]);
  const found = await neighboursOf(ctx, rows, federated);
  return { ...found, edges: found.edges.filter(({ from }) => keys.has(from)) };
}

function nodeFor({ target_id: id, account }: StatedLink): FoundNode {
  return nodeOf({ id, kind: 'principal', provider: '', account, what: '', name: id });
}
