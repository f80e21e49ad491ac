import { counted } from '../../analysis/findings/wording.ts';
import { grantsByPrincipal } from '../../analysis/granted.ts';
import { heldAt } from '../../analysis/timeline/read-held-at.ts';
import { holderId } from '../../model/holder-id.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { AsOf } from '../../model/timeline.ts';
import { findProvider } from '../../providers/register.ts';
import type { Context } from '../context.ts';
import { levelsOf } from '../level-counts.ts';
import type { AsOfInput } from './timeline-as-of.ts';

const resourcesMax = 100;
const dayMs = 24 * 3_600_000;

/**
 * What could be done at a moment, and on what: by the last export that was taken by then; where there is none, what is granted
 * now, less what was given later.
 */
export async function couldAt(
  ctx: Context,
  { uses, scope, date, changes }: AsOfInput,
): Promise<AsOf['could']> {
  const grants = await grantsByPrincipal(ctx.store, { from: date, to: date }, scope);
  const own = uses.tokenId === undefined ? '' : holderId({ principalId: '', tokenId: uses.tokenId });
  const holders = grants.has(own) ? [own] : uses.principalIds;
  const held = await heldAt(ctx.store, holders, date);
  if (held === undefined) return null;
  const isEarlier = held.observedAt <= date;
  const young = isEarlier
    ? PermissionSet.empty
    : PermissionSet.unionOf(holders.flatMap((id) => grants.get(id)?.young ?? []));
  const names = new Map(
    findProvider(held.provider)
      .catalogue.permissions()
      .map(({ id, name }) => [id, name]),
  );
  const namesIn = (set: PermissionSet) => [...set].flatMap((id) => names.get(id) ?? []);
  const granted = held.granted.subtract(young);
  const permissions = namesIn(granted);
  const resources = held.byResource
    .map((each) => ({ ...each, permissions: each.permissions.intersect(granted) }))
    .filter((each) => !each.permissions.isEmpty)
    .sort((a, b) => b.permissions.size - a.permissions.size || (a.resource < b.resource ? -1 : 1));
  const changed = changes.filter(
    ({ at, change, outcome }) =>
      outcome === 'allowed' &&
      /^(?:attach-role|detach-role|join-group|leave-group|limit|unlimit|modify-role)$/.test(change) &&
      (isEarlier ? at > held.observedAt && at < date : at >= date && takes.test(change)),
  ).length;
  return {
    permissions: permissions.length,
    levels: levelsOf(permissions),
    exported: new Date(held.observedAt).toISOString(),
    resources: resources.slice(0, resourcesMax).map(({ resource, permissions: on, isConditional }) => ({
      resource,
      permissions: on.size,
      levels: levelsOf(namesIn(on)),
      isConditional,
    })),
    resourceCount: resources.length,
    caveats: [
      ...(changed === 0
        ? []
        : [
            isEarlier
              ? `${counted(changed, 'change')} of its grants ${changed === 1 ? 'was' : 'were'} made after that export and by that day`
              : `${counted(changed, 'grant')} ${changed === 1 ? 'was' : 'were'} taken away since; what they gave is not counted`,
          ]),
      ...(young.isEmpty
        ? []
        : [
            `${counted(young.size, 'permission')} that it has now ${young.size === 1 ? 'was' : 'were'} given later`,
          ]),
      ...(isEarlier && date - held.observedAt > 31 * dayMs ? ['that export was more than a month old'] : []),
      ...(held.isComplete ? [] : ['a part of its policies was not exported: it may have had more']),
    ],
  };
}

/** Changes after which somebody has less. */
const takes = /^(?:detach-role|leave-group|limit)$/;
