import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { type Scope, scopeParams } from '../scope.ts';
import { usageOf } from '../shared-usage.ts';

/** A permission of a principal that was first called for on a day that stands out. */
export interface FreshRow {
  readonly principalId: string;
  readonly permission: string;
  /** Epoch days with calls for it, ascending. */
  readonly days: readonly number[];
}

interface FreshInput {
  readonly scope: Scope;
  /** Days that stand out. */
  readonly births: readonly { readonly principalId: string; readonly day: number }[];
}

const used =
  "day <= toDate({to: UInt32}) AND principal_id IN {principalIds: Array(String)} AND (token_id = '' OR token_id IN {tokenIds: Array(String)}) AND outcome != 'authn_failed'";
const key = "concat(principal_id, '\\n', toString(toUInt32(min(day))))";

/** Reads what principals first called for on days that stand out. */
export async function readFresh(
  store: Store,
  to: number,
  { scope, births }: FreshInput,
): Promise<FreshRow[]> {
  const usage = usageOf(scope);
  const rows = await store.query({
    name: 'permissions first called for',
    sql: `SELECT principal_id, permission, arraySort(groupUniqArray(4000)(toUInt32(day))) AS days
      FROM ${usage.sql} AS usage_v1
      WHERE ${used} AND permission_id > 0
      GROUP BY principal_id, permission
      HAVING has({births: Array(String)}, ${key})
      ORDER BY principal_id, permission
      LIMIT 500000`,
    params: {
      to: Math.floor((to - 1) / 1000),
      births: births.map(keyOf),
      ...scopeParams(scope),
      ...usage.params,
    },
    row: z.object({ principal_id: z.string(), permission: z.string(), days: z.array(z.number()) }),
  });
  return rows.map(({ principal_id, ...row }) => ({ principalId: principal_id, ...row }));
}

/** Reads which principals used a permission that changes access, and did not begin to on a day that stands out. */
export async function readHasChangedAccess(
  store: Store,
  to: number,
  { scope, births }: FreshInput,
): Promise<ReadonlySet<string>> {
  const usage = usageOf(scope);
  const rows = await store.query({
    name: 'principals that change access',
    sql: `SELECT DISTINCT principal_id
      FROM (
        SELECT principal_id, permission_id FROM ${usage.sql} AS usage_v1
        WHERE ${used} AND outcome != 'denied' AND permission_id IN (
          SELECT permission_id FROM permissions_v1 WHERE level = 'permissions'
        )
        GROUP BY principal_id, permission_id
        HAVING NOT has({births: Array(String)}, ${key})
      )
      LIMIT 100000`,
    params: {
      to: Math.floor((to - 1) / 1000),
      births: births.map(keyOf),
      ...scopeParams(scope),
      ...usage.params,
    },
    row: z.object({ principal_id: z.string() }),
    settings: { distributed_product_mode: 'global' },
  });
  return new Set(rows.map((row) => row.principal_id));
}

function keyOf({ principalId, day }: FreshInput['births'][number]): string {
  return `${principalId}\n${day}`;
}
