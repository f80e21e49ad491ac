import { PermissionSet } from '../../../model/permission-set.ts';
import type { GrantRow } from './granted-row.ts';

/** What the statements of one layer (identity policies, a boundary, an organisation level) say together. */
export interface Cap {
  /** Allowed somewhere, sometimes. */
  readonly allowed: PermissionSet;
  /** Allowed by a statement without conditions. */
  readonly unconditional: PermissionSet;
  /** Allowed by a statement on all resources. */
  readonly everywhere: PermissionSet;
  /** Allowed by a statement without conditions and on all resources. */
  readonly outright: PermissionSet;
  /** Denied always and everywhere. */
  readonly denied: PermissionSet;
  /** Denied under conditions or on some resources. */
  readonly partlyDenied: PermissionSet;
}

/** Sums up the statements of one layer. */
export function capOf(rows: readonly GrantRow[]): Cap {
  const allows = rows.filter((row) => row.effect !== 'deny');
  const denies = rows.filter((row) => row.effect === 'deny');
  const isWhole = (row: GrantRow) => !row.isConditional && row.isEverywhere;
  return {
    allowed: unionOf(allows),
    unconditional: unionOf(allows.filter((row) => !row.isConditional)),
    everywhere: unionOf(allows.filter((row) => row.isEverywhere)),
    outright: unionOf(allows.filter(isWhole)),
    denied: unionOf(denies.filter(isWhole)),
    partlyDenied: unionOf(denies.filter((row) => !isWhole(row))),
  };
}

/** What a layer allows on some resources only, or beyond those only under a condition. */
export function scopedPart({ allowed, unconditional, everywhere, outright }: Cap): PermissionSet {
  return allowed.subtract(everywhere).union(unconditional.subtract(outright));
}

function unionOf(rows: readonly GrantRow[]): PermissionSet {
  return PermissionSet.unionOf(rows.map((row) => row.permissions));
}
