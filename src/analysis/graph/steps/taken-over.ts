import { groupBy } from '../../../model/group-by.ts';
import type { Takeover } from '../../../providers/provider.ts';
import { providers } from '../../../providers/register.ts';
import type { Direction } from '../explore.ts';
import { globsOverlap } from '../glob.ts';
import type { GraphContext } from '../graph-context.ts';
import type { FoundEdge, FoundNode, Neighbours } from '../parts.ts';
import { linksTo } from '../read-links.ts';
import { grantsMax, type HeldPermission, holdersOf } from '../read-permissions.ts';
import { principalsById, principalsIn } from '../read-principals.ts';

/** Who can become whom by a permission alone: it makes a credential, or rewrites who is let in. */
export async function takenOver(
  ctx: GraphContext,
  nodes: readonly FoundNode[],
  direction: Direction,
): Promise<Neighbours> {
  const parts = await Promise.all(
    providers().map(async ({ id: provider, links }) => {
      const takeovers = links?.takeovers ?? [];
      const mine = nodes.filter((node) => node.kind === 'principal' && node.provider === provider);
      if (takeovers.length === 0 || mine.length === 0) return [];
      return direction === 'forward'
        ? forward(ctx, provider, takeovers, mine)
        : backward(ctx, provider, takeovers, mine);
    }),
  );
  const steps = parts.flat();
  const isCut = steps.some(({ isCut: wasCut }) => wasCut);
  return {
    nodes: steps.flatMap(({ holder, target }) => [holder, target]),
    edges: steps.map(edgeOf),
    bounds: isCut ? [`more than ${grantsMax} grants or ${stepsMax} takeovers in one step`] : [],
  };
}

interface Step {
  readonly holder: FoundNode;
  readonly target: FoundNode;
  readonly grant: HeldPermission;
  readonly takeover: Takeover;
  readonly isCut: boolean;
}

async function forward(
  ctx: GraphContext,
  provider: string,
  takeovers: readonly Takeover[],
  holders: readonly FoundNode[],
): Promise<readonly Step[]> {
  const byId = new Map(holders.map((node) => [node.id, node]));
  const grants = await holdersOf(ctx.store, {
    provider,
    permissions: takeovers.map(({ permission }) => permission),
    in: { principalIds: [...byId.keys()] },
  });
  if (grants.length === 0) return [];
  const targets = await principalsIn(ctx.store, {
    provider,
    accounts: [...new Set(grants.map(({ account }) => account))],
    kinds: [...new Set(takeovers.flatMap(({ kinds }) => kinds))],
  });
  return stepsOf(ctx, takeovers, grants, byId, [...targets.values()]);
}

async function backward(
  ctx: GraphContext,
  provider: string,
  takeovers: readonly Takeover[],
  targets: readonly FoundNode[],
): Promise<readonly Step[]> {
  const fitting = takeovers.filter(({ kinds }) => targets.some(({ what }) => kinds.includes(what)));
  const permissions = [...new Set(fitting.map(({ permission }) => permission))];
  const accounts = [...new Set(targets.map(({ account }) => account))];
  const byAccount = groupBy(targets, ({ account }) => account);
  // Most of an account that holds such a permission holds it on something else.
  const grants = (await ctx.holdersIn(provider, permissions, accounts)).filter((grant) =>
    fitting.some(
      (takeover) =>
        takeover.permission === grant.permission &&
        (byAccount.get(grant.account) ?? []).some((target) => coversTarget(grant, takeover, target)),
    ),
  );
  const holders = await principalsById(ctx.store, [...new Set(grants.map(({ principalId }) => principalId))]);
  return stepsOf(ctx, fitting, grants, holders, targets);
}

/** Pairs grants with whom they give away: in the same account, of a fitting kind, covered by the grant. */
async function stepsOf(
  ctx: GraphContext,
  takeovers: readonly Takeover[],
  grants: readonly HeldPermission[],
  holders: ReadonlyMap<string, FoundNode>,
  targets: readonly FoundNode[],
): Promise<readonly Step[]> {
  const needService = takeovers.filter(({ throughService }) => throughService).flatMap(({ kinds }) => kinds);
  const open = await openToServices(
    ctx,
    targets.filter(({ what }) => needService.includes(what)),
  );
  const steps = new Map<string, Step>();
  const byPlace = groupBy(targets, ({ account, what }) => `${account}\n${what}`);
  for (const grant of grants) {
    const holder = holders.get(grant.principalId);
    if (holder === undefined) continue;
    for (const takeover of takeovers.filter(({ permission }) => permission === grant.permission)) {
      const near = takeover.kinds.flatMap((kind) => byPlace.get(`${grant.account}\n${kind}`) ?? []);
      for (const target of near) {
        if (steps.size >= stepsMax) return [...steps.values()].map((step) => ({ ...step, isCut: true }));
        if (target.key === holder.key || (takeover.throughService && !open.has(target.id))) continue;
        if (!coversTarget(grant, takeover, target)) continue;
        const key = `${holder.key}\r${target.key}\r${takeover.permission}`;
        const step = { holder, target, grant, takeover, isCut: grants.length > grantsMax };
        // Of several grants the unconditional one counts.
        if (!steps.has(key) || !grant.isConditional) steps.set(key, step);
      }
    }
  }
  return [...steps.values()];
}

/** How many takeovers one step looks at: administrators of a large account can take over everybody in it. */
const stepsMax = 50_000;

function coversTarget({ resources }: HeldPermission, takeover: Takeover, target: FoundNode): boolean {
  if (resources.includes('*')) return true;
  const resource = takeover.resourceOf(target.id, target.account);
  return resources.some((pattern) => globsOverlap(pattern, resource));
}

async function openToServices(
  ctx: GraphContext,
  targets: readonly FoundNode[],
): Promise<ReadonlySet<string>> {
  if (targets.length === 0) return new Set();
  const links = await linksTo(
    ctx.store,
    targets.map(({ id }) => id),
  );
  return new Set(
    links.filter(({ from_kind: kind }) => kind === 'service').map(({ target_id: target }) => target),
  );
}

/** Whether it was used on this very target no record tells as such; where one does, it is an edge of its own. */
function edgeOf({ holder, target, grant, takeover }: Step): FoundEdge {
  return {
    from: holder.key,
    to: target.key,
    kind: 'takes-over',
    state: 'unknown',
    uses: 0,
    evidence: [
      {
        kind: 'permission',
        permission: takeover.permission,
        role: grant.roleId,
        does: takeover.does,
        isConditional: grant.isConditional,
      },
    ],
  };
}
