import { catalogueFacts } from '../../analysis/catalogue-facts.ts';
import { fleetGap } from '../../analysis/gap.ts';
import { type MinedRole, mineRoles } from '../../analysis/role-mining/mine-roles.ts';
import { nameRoles } from '../../analysis/role-mining/name-roles.ts';
import { roleCurve } from '../../analysis/role-mining/role-curve.ts';
import { roleRecords } from '../../analysis/roles/role-records.ts';
import { type HolderFacts, holderFacts } from '../../analysis/toxic/holder-facts.ts';
import { ScopelightError } from '../../model/error.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { RolePlan } from '../../model/role-plan.ts';
import type { Window } from '../../model/window.ts';
import { findProvider } from '../../providers/register.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';
import { type PlanStability, planStability } from './plan-stability.ts';

export interface PlanRolesInput {
  readonly provider: string;
  /** All accounts by default. */
  readonly account?: string | undefined;
  /** Surplus that is worth fewer roles, as a share of what was used; none by default. */
  readonly surplusShare?: number | undefined;
  readonly window?: Window;
}

/**
 * Plans fewer roles in place of those there are: what principals used, or show signs of using, mined into modular roles.
 * @throws {ScopelightError} `input.nothing-to-load` where nobody used anything
 */
export async function planRoles(ctx: Context, input: PlanRolesInput): Promise<RolePlan> {
  const { provider, account } = input;
  const span = await judgedSpan(ctx, input.window);
  const [fleet, records] = await Promise.all([fleetGap(ctx.store, span), roleRecords(ctx.store)]);
  const holders = holderFacts(fleet.tokens).filter(
    (facts) =>
      facts.provider === provider &&
      (account === undefined || facts.account === account) &&
      facts.kind !== 'root' &&
      !facts.used.isEmpty,
  );
  if (holders.length === 0) {
    throw new ScopelightError('input.nothing-to-load', 'no principal there used anything that it holds', {
      hint: 'load logs and inventories of the provider first, or name another account',
    });
  }
  const { permissions } = catalogueFacts(provider);
  const idOf = new Map(permissions.map(({ id, name }) => [name, id]));
  const nameOf = new Map(permissions.map(({ id, name }) => [id, name]));
  const names = (set: PermissionSet): Set<string> => new Set([...set].flatMap((id) => nameOf.get(id) ?? []));
  const access = new Map(holders.map((facts) => [facts.holderId, names(neededOf(facts))]));
  const mined = mineRoles(access);
  const curve = roleCurve(mined.roles, access);
  const needed = [...access.values()].reduce((sum, own) => sum + own.size, 0);
  const roles = curve.within(Math.floor((input.surplusShare ?? 0) * needed));
  const titles = nameRoles(roles);
  const held = new Set(holders.map(({ holderId }) => holderId));
  const stability = await planStability(ctx, span, holders, roles, names);
  return {
    schema: 'scopelight.role-plan/1',
    window: windowOf(span),
    provider,
    account: account ?? null,
    principals: holders.length,
    replaced: records
      .filter((role) => role.provider === provider && role.holders.some((holder) => held.has(holder)))
      .map(({ id }) => id),
    roles: roles.map((role, index) => ({
      name: titles[index] ?? '',
      permissions: [...role.permissions],
      principals: [...role.subjects],
      stability: stability?.roles[index] ?? null,
      ...documentsOf(provider, account ?? '', role.permissions),
    })),
    leastRoles: mined.leastRoles,
    needed,
    surplus: curve.points.find((point) => point.roles === roles.length)?.surplus ?? 0,
    curve: [...curve.points],
    stability: stability ? stabilityOf(stability, roles) : null,
    changes: holders.map((facts) => {
      const mine = roles.flatMap((role, index) =>
        role.subjects.includes(facts.holderId) ? [{ role, index }] : [],
      );
      const given = PermissionSet.of(
        mine.flatMap(({ role }) => role.permissions.flatMap((name) => idOf.get(name) ?? [])),
      );
      return {
        principal: facts.principalId,
        tokens: facts.tokens.map(({ token }) => token.id),
        roles: mine.map(({ index }) => titles[index] ?? ''),
        gains: [...names(given.subtract(facts.granted))].sort(),
        loses: facts.granted.subtract(given).size,
        keeps: facts.granted.intersect(given).size,
      };
    }),
  };
}

/** How stable the roles are together: each counts by what it gives. */
function stabilityOf(
  { parts, roles: stable }: PlanStability,
  roles: readonly MinedRole[],
): RolePlan['stability'] {
  const told = roles.flatMap(({ permissions, subjects }, index) => {
    const mean = stable[index]?.mean;
    return mean === undefined ? [] : [{ mean, weight: permissions.length * subjects.length }];
  });
  const all = told.reduce((sum, { weight }) => sum + weight, 0);
  return {
    windows: parts.map(windowOf),
    mean: all === 0 ? 0 : told.reduce((sum, { mean, weight }) => sum + mean * weight, 0) / all,
  };
}

/** What a principal must go on having: what it used, and what signs of use speak for. */
function neededOf({ used, doubted, isUnlimited }: HolderFacts): PermissionSet {
  // Signs of one that may do everything speak for whole services.
  return isUnlimited ? used : used.union(doubted);
}

/** The bundle as native documents, on everything: what each principal used it on differs. */
function documentsOf(provider: string, account: string, permissions: readonly string[]) {
  const { proposals } = findProvider(provider);
  if (!proposals) return { documents: [], fits: true };
  const needs = permissions.map((permission) => ({ permission, reason: 'wanted' as const, resources: [] }));
  const holder = { account, principalId: '', principalKind: 'role', held: [] };
  const { documents, size } = proposals.write(needs, holder);
  return { documents: documents.map(({ document }) => document), fits: size.fits };
}
