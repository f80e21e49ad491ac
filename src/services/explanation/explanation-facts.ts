import type { AccountCoverage } from '../../analysis/coverage.ts';
import type { FleetGap, TokenGap } from '../../analysis/gap.ts';
import type { LastAccess, LastUse, PermissionUsage } from '../../analysis/permission-evidence.ts';
import type { Permission } from '../../model/permission.ts';
import type { Explanation } from '../../model/report.ts';

/** All that an explanation of one permission of one token is made of. */
export interface Facts {
  readonly fleet: FleetGap;
  readonly gap: TokenGap;
  readonly permission: Permission;
  readonly state: Explanation['state'];
  readonly grantedBy: Explanation['grantedBy'];
  /** Calls of the principal that needed it, by token and outcome. */
  readonly usage: readonly PermissionUsage[];
  readonly lastAccess: readonly LastAccess[];
  readonly lastUse: LastUse;
  readonly providerTitle: string;
}

/** Hours that are lost in some region, each once. */
export function lostHours({ holes }: Pick<AccountCoverage, 'holes'>): number {
  const hours = new Set<number>();
  for (const { from, to } of holes) for (let hour = from; hour < to; hour++) hours.add(hour);
  return hours.size;
}

export function calls(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'call' : 'calls'}`;
}

/** A day in UTC. */
export function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
