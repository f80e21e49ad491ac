import type { Direction, Expand } from './explore.ts';
import type { GraphContext } from './graph-context.ts';
import type { FoundNode, Neighbours } from './parts.ts';
import { linksTo } from './read-links.ts';
import { actsAs } from './steps/acts-as.ts';
import { goesBy } from './steps/goes-by.ts';
import { held } from './steps/held.ts';
import { kept } from './steps/kept.ts';
import { letIn } from './steps/let-in.ts';
import { letOut } from './steps/let-out.ts';
import { minted } from './steps/minted.ts';
import { takenOver } from './steps/taken-over.ts';
import { usedElsewhere } from './steps/used-elsewhere.ts';

/**
 * Gives the steps from identity to identity, over all providers: what is recorded, what documents allow, and what permissions
 * give away; backwards, also who holds a role and calls a resource. Only the nodes asked about are looked at.
 */
export function identitySteps(ctx: GraphContext): Expand {
  let isStart = true;
  return async (nodes, direction) => {
    const parts = await stepsFrom(ctx, nodes, direction, isStart);
    if (direction === 'forward') isStart = false;
    return {
      nodes: parts.flatMap((part) => part.nodes),
      edges: parts.flatMap((part) => part.edges),
      bounds: parts.flatMap((part) => part.bounds),
    };
  };
}

async function stepsFrom(
  ctx: GraphContext,
  nodes: readonly FoundNode[],
  direction: Direction,
  isStart: boolean,
): Promise<readonly Neighbours[]> {
  if (direction === 'forward') {
    return Promise.all([
      actsAs(ctx, nodes, direction),
      minted(ctx, nodes, direction),
      letOut(ctx, nodes, isStart),
      kept(ctx, nodes, direction),
      takenOver(ctx, nodes, direction),
      usedElsewhere(ctx, nodes, direction),
      goesBy(ctx, nodes, direction),
    ]);
  }
  const principals = nodes.filter(({ kind }) => kind === 'principal');
  const links = await linksTo(
    ctx.store,
    principals.map(({ id }) => id),
  );
  return Promise.all([
    actsAs(ctx, nodes, direction),
    minted(ctx, nodes, direction, links),
    letIn(ctx, principals, links),
    kept(ctx, nodes, direction),
    takenOver(ctx, nodes, direction),
    usedElsewhere(ctx, nodes, direction),
    goesBy(ctx, nodes, direction),
    held(ctx, nodes),
  ]);
}
