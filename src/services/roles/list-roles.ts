import { fleetGap } from '../../analysis/gap.ts';
import { type GrantMonth, grantGrowth } from '../../analysis/roles/grant-growth.ts';
import { type JudgedRole, judgeRoles } from '../../analysis/roles/judge-roles.ts';
import { explosionIndex, type RoleMonth, roleGrowth } from '../../analysis/roles/role-growth.ts';
import { type RoleChange, roleHistory } from '../../analysis/roles/role-history.ts';
import { type RoleRecord, roleRecords } from '../../analysis/roles/role-records.ts';
import type { RoleList, RoleRow } from '../../model/roles.ts';
import type { Window } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';
import { isoTime } from '../tokens/token-row.ts';

export interface ListRolesInput {
  readonly window?: Window;
  readonly limit?: number;
  /** Part of an id, name, kind or account; upper and lower case are the same. */
  readonly search?: string;
}

/** Lists the roles of the inventory: who holds them, what of them is used, and which are nearly the same. */
export async function listRoles(ctx: Context, input: ListRolesInput = {}): Promise<RoleList> {
  const span = await judgedSpan(ctx, input.window);
  const [records, fleet] = await Promise.all([roleRecords(ctx.store), fleetGap(ctx.store, span)]);
  const judged = judgeRoles(records, fleet.tokens);
  const wanted = input.search?.toLowerCase() ?? '';
  const births = new Map(records.map((role) => [role.id, bornAt(role)]));
  const rows = judged.map((one) => rowOf(one, births)).filter((row) => textOf(row).includes(wanted));
  const shown = rows.sort(byUnused).slice(0, input.limit ?? rows.length);
  const history = await roleHistory(ctx.store, shown.map(({ id }) => id).slice(0, historiesMax));
  return {
    schema: 'scopelight.roles/1',
    window: windowOf(span),
    totals: totalsOf(judged),
    growth: growthOf(judged, span.to),
    roles: shown.map((row) => ({ ...row, history: (history.get(row.id) ?? []).map(changeRow) })),
  };
}

/** Of so many roles what was done to them is read. */
const historiesMax = 200;

function bornAt({ createdAt, changedAt }: RoleRecord): number | undefined {
  return createdAt ?? changedAt;
}

function growthOf(judged: readonly JudgedRole[], to: number): RoleList['growth'] {
  const share = (holds: (one: JudgedRole) => boolean): number =>
    judged.length === 0 ? 0 : judged.filter(holds).length / judged.length;
  const { months, doublingDays } = roleGrowth(
    judged.flatMap(({ role }) => bornAt(role) ?? []),
    to,
  );
  const grants = grantGrowth(
    judged.map(({ role }) => role),
    to,
  );
  const holders = new Set(judged.flatMap(({ role }) => role.holders)).size;
  const parts = {
    copies: share(({ copies }) => copies > 0),
    single: share(({ role }) => role.holders.length === 1),
    idle: share(({ used }) => used.isEmpty),
    growth: doublingDays === undefined ? 0 : Math.min(1, yearDays / doublingDays),
  };
  return {
    months: growthMonths(months, grants.months),
    grantsDoublingDays: grants.doublingDays ?? null,
    doublingDays: doublingDays ?? null,
    perHolder: holders === 0 ? 0 : judged.length / holders,
    index: explosionIndex(parts),
    parts,
  };
}

/** Roles and grants of the same months; one may be known from earlier on than the other. */
function growthMonths(
  roles: readonly RoleMonth[],
  grants: readonly GrantMonth[],
): RoleList['growth']['months'] {
  const names = [...new Set([...roles, ...grants].map(({ month }) => month))].sort();
  return names.map((month) => {
    const given = grants.find((one) => one.month === month);
    return {
      month,
      roles: roles.find((one) => one.month === month)?.roles ?? 0,
      grants: given?.grants ?? 0,
      holders: given?.holders ?? 0,
      permissionsPerHolder: given && given.holders > 0 ? Math.round(given.permissions / given.holders) : 0,
    };
  });
}

const yearDays = 365;

function changeRow({ at, sample, ...change }: RoleChange): RoleRow['history'][number] {
  return { time: new Date(at * 1000).toISOString(), ...change, eventId: sample };
}

function rowOf(
  { role, activeHolders, used, unused, copy, copies, redundantFor }: JudgedRole,
  births: ReadonlyMap<string, number | undefined>,
): RoleRow {
  const mine = bornAt(role);
  const theirs = copy && births.get(copy.id);
  const isClone = copy !== undefined && mine !== undefined && theirs !== undefined && theirs < mine;
  const permissions = role.permissions?.size ?? 0;
  return {
    id: role.id,
    provider: role.provider,
    account: role.account,
    kind: role.kind,
    name: role.name,
    createdAt: isoTime(role.createdAt),
    changedAt: isoTime(role.changedAt),
    permissions: role.permissions?.size ?? null,
    isComplete: role.isComplete,
    holders: role.holders.length,
    activeHolders,
    used: used.size,
    unused: unused.subtract(used).size,
    unknown: permissions - used.size - unused.subtract(used).size,
    copyOf: copy ?? null,
    copies,
    redundantHolders: redundantFor.length,
    clonedFrom: isClone ? copy : null,
    history: [],
  };
}

function totalsOf(judged: readonly JudgedRole[]): RoleList['totals'] {
  const of = (holds: (one: JudgedRole) => boolean): number => judged.filter(holds).length;
  return {
    roles: judged.length,
    unheld: of(({ role }) => role.holders.length === 0),
    singleHolder: of(({ role }) => role.holders.length === 1),
    unusedWhole: of(({ role, used }) => role.holders.length > 0 && used.isEmpty),
    nearCopies: of(({ copies }) => copies > 0),
    holders: new Set(judged.flatMap(({ role }) => role.holders)).size,
    grants: judged.reduce((sum, { role }) => sum + role.holders.length, 0),
    redundantGrants: judged.reduce((sum, { redundantFor }) => sum + redundantFor.length, 0),
  };
}

function byUnused(a: RoleRow, b: RoleRow): number {
  return b.unused - a.unused || (b.permissions ?? 0) - (a.permissions ?? 0) || (a.id < b.id ? -1 : 1);
}

function textOf({ id, name, kind, account }: RoleRow): string {
  return `${id}\n${name}\n${kind}\n${account}`.toLowerCase();
}
