import { mineRoles } from '../../analysis/role-mining/mine-roles.ts';
import { type RoleStability, roleStability } from '../../analysis/role-mining/role-stability.ts';
import type { HolderFacts } from '../../analysis/toxic/holder-facts.ts';
import { usageByToken } from '../../analysis/usage-by-token.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { Span } from '../../model/window.ts';
import type { Context } from '../context.ts';

/** A part of a window has to be so long that a weekly job is in each of them twice. */
const partDaysMin = 14;
const partsMax = 4;
const dayMs = 86_400_000;

/** How stable roles are across parts of a window. */
export interface PlanStability {
  readonly parts: readonly Span[];
  /** Of each role; undefined of one of which nobody’s recorded use is a part. */
  readonly roles: readonly (RoleStability | undefined)[];
}

/**
 * Mines roles from what the same holders used in each part of a window alone, and says how much of each planned role is found
 * again. Undefined where the window is too short for two parts.
 */
export async function planStability(
  { store }: Context,
  span: Span,
  holders: readonly HolderFacts[],
  roles: readonly { readonly permissions: readonly string[]; readonly subjects: readonly string[] }[],
  namesOf: (set: PermissionSet) => ReadonlySet<string>,
): Promise<PlanStability | undefined> {
  const parts = partsOf(span);
  if (parts.length < 2) return undefined;
  const used = new Map(holders.map((facts) => [facts.holderId, namesOf(facts.used)]));
  // Signs of use have no time: only what was recorded is compared.
  const recorded = roles.map(({ permissions, subjects }) =>
    permissions.filter((permission) => subjects.some((subject) => used.get(subject)?.has(permission))),
  );
  const mined: (readonly (readonly string[])[])[] = [];
  for (const part of parts) {
    const access = await accessIn(store, part, holders, namesOf);
    mined.push(mineRoles(access).roles.map(({ permissions }) => permissions));
  }
  const stable = roleStability(recorded, mined);
  return { parts, roles: stable.map((each, index) => (recorded[index]?.length === 0 ? undefined : each)) };
}

function partsOf({ from, to }: Span): readonly Span[] {
  const days = Math.floor((to - from) / dayMs);
  const count = Math.min(partsMax, Math.floor(days / partDaysMin));
  const length = (to - from) / count;
  return Array.from({ length: count }, (_, index) => ({
    from: Math.round(from + index * length),
    to: Math.round(from + (index + 1) * length),
  }));
}

/** What each holder used in a part, of what it used and holds at all. */
async function accessIn(
  store: Context['store'],
  part: Span,
  holders: readonly HolderFacts[],
  namesOf: (set: PermissionSet) => ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const keyOf = (tokenId: string, principalId: string) => `${tokenId}\n${principalId}`;
  const holderOf = new Map(
    holders.flatMap((facts) => [
      ...facts.tokens.map(({ token }) => [keyOf(token.id, token.principalId), facts] as const),
      [keyOf('', facts.holderId), facts] as const,
    ]),
  );
  const found = new Map<HolderFacts, PermissionSet>();
  for (const { token_id, principal_id, used } of await usageByToken(store, part)) {
    const facts = holderOf.get(keyOf(token_id, principal_id));
    if (facts) found.set(facts, (found.get(facts) ?? PermissionSet.empty).union(used));
  }
  return new Map(
    [...found].flatMap(([facts, used]) => {
      const names = namesOf(used.intersect(facts.used));
      return names.size === 0 ? [] : [[facts.holderId, names] as const];
    }),
  );
}
