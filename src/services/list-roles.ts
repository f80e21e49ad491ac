import { fleetGap } from '../analysis/gap.ts';
import { type JudgedRole, judgeRoles } from '../analysis/roles/judge-roles.ts';
import { roleRecords } from '../analysis/roles/role-records.ts';
import type { RoleList, RoleRow } from '../model/roles.ts';
import type { Window } from '../model/window.ts';
import type { Context } from './context.ts';
import { judgedSpan, windowOf } from './judged-span.ts';
import { isoTime } from './token-row.ts';

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
  const rows = judged.map(rowOf).filter((row) => textOf(row).includes(wanted));
  return {
    schema: 'scopelight.roles/1',
    window: windowOf(span),
    totals: totalsOf(judged),
    roles: rows.sort(byUnused).slice(0, input.limit ?? rows.length),
  };
}

function rowOf({ role, activeHolders, used, unused, copy, copies }: JudgedRole): RoleRow {
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
  };
}

function byUnused(a: RoleRow, b: RoleRow): number {
  return b.unused - a.unused || (b.permissions ?? 0) - (a.permissions ?? 0) || (a.id < b.id ? -1 : 1);
}

function textOf({ id, name, kind, account }: RoleRow): string {
  return `${id}\n${name}\n${kind}\n${account}`.toLowerCase();
}
