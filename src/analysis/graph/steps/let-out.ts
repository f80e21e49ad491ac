import { groupBy } from '../../../model/group-by.ts';
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
  const grants = groupBy(held, ({ principalId }) => principalId);
  const named = groupBy(callers, ({ id }) => id);
  const members = groupBy(principals, ({ account }) => account);
  const foreign = callers.filter(({ key }) => (presented.get(key) ?? []).length > 0);
  const edges: FoundEdge[] = [];
  const nodes: FoundNode[] = [];
  for (const link of links) {
    const target = targets.get(link.target_id) ?? nodeFor(link);
    for (const caller of candidates(link, { callers, named, members, foreign })) {
      const caveat = leftOpen(link, grants.get(caller.id) ?? [], presented.get(caller.key) ?? []);
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

/** Whom a link speaks of among the callers. */
function candidates(
  { from_kind: kind, from_id: id }: StatedLink,
  of: {
    readonly callers: readonly FoundNode[];
    readonly named: ReadonlyMap<string, readonly FoundNode[]>;
    readonly members: ReadonlyMap<string, readonly FoundNode[]>;
    readonly foreign: readonly FoundNode[];
  },
): readonly FoundNode[] {
  switch (kind) {
    case 'anyone':
      return of.callers;
    case 'service':
    case 'principal':
      return (of.named.get(id) ?? []).filter((node) => node.kind !== 'token');
    case 'account':
      return of.members.get(id) ?? [];
    case 'subject':
      return of.foreign;
  }
}

/** What a match of link and caller leaves open; undefined when the link does not let the caller in. */
function leftOpen(
  link: StatedLink,
  grants: readonly HeldPermission[],
  presented: ReturnType<typeof presentationsOf>,
): string | null | undefined {
  if (link.from_kind !== 'subject') {
    const isAble = link.permission === '' || grants.some((grant) => covers(grant, link, link.target_id));
    return isAble ? null : undefined;
  }
  const match = presented.find(
    ({ presentation, subjects }) =>
      globsOverlap(presentation.issuer, link.from_id) &&
      link.subjects.some((pattern) => globsOverlap(pattern, subjects)),
  );
  return match && (match.presentation.caveat ?? null);
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
